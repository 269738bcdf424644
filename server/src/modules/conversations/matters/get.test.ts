import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { claim, devicePresence } from "../../../../src/modules/customers/index.ts";
import { makeWorld } from "../../../../test/world.ts";
import { receive } from "../messages/receive.ts";

const world = await makeWorld();
const agent = await world.member();
const system = { kind: "system", name: "test" } as const;

test("says how the customer can be answered: what was used last, then what is proved, then the rest", async () => {
  const device = await world.device();
  const customerId = device.leafId;
  const matter = await world.matter({ customerId, email: "ola@mail.example.com" });
  await world.as(system, (ctx) => claim(ctx, customerId, { ns: "email", value: "druga@mail.example.com" }, "typed"));
  const { reach } = await world.ok(contract.get, agent, matter);
  expect(reach).toEqual([
    {
      channel: "email",
      ns: "email",
      value: "ola@mail.example.com",
      standing: "proved",
      leafId: customerId,
      online: false,
    },
    {
      channel: "email",
      ns: "email",
      value: "druga@mail.example.com",
      standing: "claimed",
      leafId: customerId,
      online: false,
    },
  ]);

  await world.as(device.actor, (ctx) => devicePresence(ctx, "here"));
  const chat = {
    channel: "chat",
    ns: "device",
    value: device.id,
    standing: "proved",
    leafId: customerId,
    online: true,
  };
  const online = await world.ok(contract.get, agent, matter);
  expect(online.reach.map((one) => one.value)).toEqual(["ola@mail.example.com", device.id, "druga@mail.example.com"]);

  world.now = new Date(world.now.getTime() + 1000);
  await world.as(system, (ctx) =>
    receive(ctx, {
      channel: "chat",
      leafId: customerId,
      identifier: { ns: "device", value: device.id, standing: "proved" },
      externalKey: null,
      text: "Halo?",
      at: ctx.now,
    }),
  );
  await world.as(device.actor, (ctx) => devicePresence(ctx, "gone"));
  const gone = await world.ok(contract.get, agent, matter);
  expect(gone.reach[0]).toEqual({ ...chat, online: false });
});

test("somebody else who wrote into the matter can be answered there", async () => {
  const matter = await world.matter();
  const stranger = await world.customer({ claimed: { email: "obcy@mail.example.com" } });
  await world.as(system, (ctx) =>
    receive(ctx, {
      channel: "email",
      leafId: stranger,
      identifier: { ns: "email", value: "obcy@mail.example.com", standing: "claimed" },
      externalKey: null,
      text: "A ja?",
      at: ctx.now,
      matterHint: { customerId: matter.customerId, id: matter.id },
    }),
  );
  const { reach } = await world.ok(contract.get, agent, matter);
  expect(reach.find((one) => one.value === "obcy@mail.example.com")).toMatchObject({
    standing: "claimed",
    leafId: stranger,
  });
});

test("shows beside the matter whom its writer claims to be", async () => {
  const known = await world.customer({ name: "Ewa Lis", proved: { email: "ewa@mail.example.com" } });
  const stranger = await world.customer({ claimed: { email: "ewa@mail.example.com" } });
  const matter = await world.matter({ customerId: stranger });
  const { claims, customer } = await world.ok(contract.get, agent, matter);
  expect(customer.id).toBe(stranger);
  expect(claims).toMatchObject([{ customer: { id: known, name: "Ewa Lis" }, value: "ewa@mail.example.com" }]);
});

test("that a matter was opened is noted for its customer", async () => {
  const matter = await world.matter();
  await world.ok(contract.get, agent, matter);
  const entries = await world.rows(
    "select actor, action from staff.audit_entry where customer_id = $1",
    matter.customerId,
  );
  expect(entries).toEqual([{ actor: `member:${agent.id}`, action: "matter.viewed" }]);
});

test("an id under another customer is no address of a matter", async () => {
  const [one, other] = [await world.matter(), await world.matter()];
  const crossed = { customerId: one.customerId, matterId: other.id };
  expect((await world.call(contract.get, agent, crossed)).status).toBe(404);
  expect((await world.call(contract.messages, agent, crossed)).status).toBe(404);
  expect((await world.call(contract.byNumber, agent, { number: 999_999 })).status).toBe(404);
});
