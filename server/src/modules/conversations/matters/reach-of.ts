import type { Reach } from "../../../../../contract/conversations.ts";
import type { Namespace, Standing } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { devicesOf, identifiersOfLeaves, leavesOf } from "../../customers/index.ts";
import { db, type Ref } from "../tables.ts";

interface Spoken {
  readonly ns: Namespace;
  readonly value: string;
  readonly standing: Standing;
  readonly leafId: string;
}

/** Identifiers from which was spoken in these matters, the last one first. */
async function spokenFrom(ctx: Ctx, parts: readonly Ref[]): Promise<Spoken[]> {
  if (parts.length === 0) return [];
  const rows = await db(ctx)
    .selectFrom("conversations.message")
    .select(["ns", "value", "standing", "author_id", "customer_id"])
    .where("customer_id", "in", [...new Set(parts.map((part) => part.customerId))])
    .where(
      "matter_id",
      "in",
      parts.map((part) => part.id),
    )
    .where("direction", "=", "in")
    .where("value", "is not", null)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  const spoken = rows.flatMap(({ ns, value, standing, author_id, customer_id }) =>
    ns && value && standing ? [{ ns, value, standing, leafId: author_id ?? customer_id }] : [],
  );
  return [...new Map(spoken.toReversed().map((one) => [`${one.ns} ${one.value}`, one])).values()].toReversed();
}

/**
 * How the customer can be answered in these matters: by mail to addresses of the person and of whoever wrote here, by chat
 * to devices that wrote here or are connected now. What was used last comes first, then what is proved.
 */
export async function reachOf(ctx: Ctx, customerId: string, parts: readonly Ref[]): Promise<Reach[]> {
  const spoken = await spokenFrom(ctx, parts);
  const leaves = await leavesOf(ctx, customerId);
  const known = await identifiersOfLeaves(ctx, leaves);
  const reach = new Map<string, Reach>();
  const add = (one: Reach) => {
    if (one.standing !== "blocked" || one.channel === "email") reach.set(`${one.channel} ${one.value}`, one);
  };
  for (const one of spoken)
    if (one.ns === "email") {
      const now = known.find((other) => other.ns === "email" && other.value === one.value);
      add({ channel: "email", ...one, standing: now?.standing ?? one.standing, online: false });
    }
  for (const { ns, value, standing, leafId } of known)
    if (ns === "email" && standing !== "blocked" && !reach.has(`email ${value}`))
      add({ channel: "email", ns, value, standing, leafId, online: false });
  const wroteHere = new Set(spoken.filter((one) => one.ns === "device").map((one) => one.value));
  const speakers = spoken.map((one) => one.leafId).filter((leaf) => !leaves.includes(leaf));
  for (const device of await devicesOf(ctx, [...leaves, ...new Set(speakers)]))
    if (device.connected || wroteHere.has(device.id))
      add({
        channel: "chat",
        ns: "device",
        value: device.id,
        standing: "proved",
        leafId: device.leafId,
        online: device.connected,
      });
  return inOrder([...reach.values()], spoken);
}

function inOrder(reach: readonly Reach[], spoken: readonly Spoken[]): Reach[] {
  const used = (one: Reach) => {
    const at = spoken.findIndex((other) => other.ns === one.ns && other.value === one.value);
    return at < 0 ? spoken.length : at;
  };
  const worth = (one: Reach) => (one.standing === "proved" ? (one.online ? 0 : 1) : 2);
  return [...reach].sort((a, b) => used(a) - used(b) || worth(a) - worth(b));
}
