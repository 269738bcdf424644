import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { uuidv7 } from "../../../platform/ids.ts";
import { staff } from "../index.ts";
import { memberActor } from "../sessions/authenticate.ts";
import { type Access, recordAccess } from "./record-access.ts";

const world = await makeWorld({ rooms: [staff] });
const system = { kind: "system", name: "import" } as const;
const supervisor = await world.member({ role: "supervisor", name: "Anna" });
const anna = await world.as(system, (ctx) => memberActor(ctx, supervisor.id));
const wait = (ms: number) => {
  world.now = new Date(world.now.getTime() + ms);
};
const record = (access: Access, actor: typeof anna = anna) => world.as(actor, (ctx) => recordAccess(ctx, access));
const newCustomer = () => uuidv7(world.now);
const read = (customerId: string, over: object = {}) => world.ok(contract.audit, supervisor, { customerId, ...over });

test("who saw and changed what is listed with names, newest first, page by page", async () => {
  const customerId = newCustomer();
  await record({ customerId, action: "viewed" });
  wait(1);
  await record({ customerId, action: "merged", detail: { with: "x" } });
  await record({ customerId, action: "changed" }, system);
  await record({ customerId: newCustomer(), action: "viewed" });
  const all = await read(customerId);
  expect(all.items.map(({ action, actorName }) => [action, actorName])).toEqual([
    ["changed", "system:import"],
    ["merged", "Anna"],
    ["viewed", "Anna"],
  ]);
  expect(all).toMatchObject({ next: null, items: [{}, { detail: { with: "x" }, customerId }, {}] });
  const first = await read(customerId, { limit: 2 });
  const second = await read(customerId, { limit: 2, cursor: first.next! });
  expect([...first.items, ...second.items]).toEqual(all.items);
  expect(second.next).toBeNull();
});

test("reading again within five minutes is one look; another action, actor or customer is another", async () => {
  const customerId = newCustomer();
  const looks = async () => (await read(customerId)).items.length;
  await record({ customerId, action: "viewed" });
  wait(299_999);
  await record({ customerId, action: "viewed" });
  expect(await looks()).toBe(1);
  await record({ customerId, action: "viewed.timeline" });
  await record({ customerId, action: "viewed" }, system);
  expect(await looks()).toBe(3);
  wait(1);
  await record({ customerId, action: "viewed" });
  expect(await looks()).toBe(4);
  await record({ customerId, action: "changed" });
  wait(1);
  await record({ customerId, action: "changed" });
  expect(await looks()).toBe(6);
});

test("a matter on screen that reads itself again and again was opened once; another matter is another look", async () => {
  const customerId = newCustomer();
  for (const matterId of ["a", "a", "b", "a"])
    await record({ customerId, action: "matter.viewed", detail: { matterId } });
  expect((await read(customerId)).items.map(({ detail }) => detail.matterId).sort()).toEqual(["a", "b"]);
});

test("a cursor that is not ours is refused", async () => {
  const cursor = Buffer.from('["x","y"]').toString("base64url");
  const answer = await world.call(contract.audit, supervisor, { customerId: newCustomer(), cursor });
  expect(answer).toMatchObject({ status: 400, code: "bad_input" });
});
