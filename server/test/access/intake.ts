import * as contract from "../../../contract/intake.ts";
import type { World } from "../world.ts";
import type { AccessMakers } from "./maker.ts";

let made = 0;
const administrator = (world: World) => world.member({ role: "administrator" });

/** An event that was sent with a key that nobody knows. */
async function refusedEvent(world: World): Promise<string> {
  const body = JSON.stringify({ writeKey: `unknown-${++made}`, type: "track", event: "x", anonymousId: "a" });
  await fetch(`${world.url}/v1/track`, { method: "POST", headers: { "content-type": "text/plain" }, body });
  const [row] = await world.rows<{ id: string }>(
    "select id from customers.rejected_event where write_key = $1",
    `unknown-${made}`,
  );
  return row!.id;
}

/** Valid requests of the event intake. */
export const intakeAccess: AccessMakers = {
  "intake.sources": async (world) => ({ as: await administrator(world), input: {} }),
  "intake.addSource": async (world) => ({
    as: await administrator(world),
    input: { name: `Sklep ${++made}`, trusted: false },
  }),
  "intake.changeSource": async (world) => {
    const as = await administrator(world);
    const { id } = await world.ok(contract.addSource, as, { name: `Sklep ${++made}`, trusted: false });
    return { as, input: { sourceId: id, trusted: true } };
  },
  "intake.rejectedTotals": async (world) => ({ as: await world.member({ role: "marketer" }), input: {} }),
  "intake.replayRejected": async (world) => {
    const { writeKey } = await world.ok(contract.addSource, await administrator(world), {
      name: `Sklep ${++made}`,
      trusted: false,
    });
    return { as: await world.member({ role: "marketer" }), input: { writeKey } };
  },
  "intake.dismissRejectedOf": async (world) => ({
    as: await world.member({ role: "marketer" }),
    input: { writeKey: `unknown-${++made}` },
  }),
  "intake.rejected": async (world) => ({ as: await world.member({ role: "marketer" }), input: {} }),
  "intake.dismissRejected": async (world) => ({
    as: await world.member({ role: "marketer" }),
    input: { rejectedId: await refusedEvent(world) },
  }),
};
