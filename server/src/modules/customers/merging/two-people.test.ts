import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";
import { issueCode } from "../devices/issue-code.ts";
import { redeemCode } from "../devices/redeem-code.ts";
import { visibleLeaves } from "../devices/visible-leaves.ts";
import { leafForContact } from "../identifiers/leaf-for-contact.ts";
import { prove } from "../identifiers/prove.ts";
import { setTrait } from "../people/set-trait.ts";

const world = await makeWorld();
const agent = await world.member();
const system = { kind: "system", name: "test" } as const;
type Device = Awaited<ReturnType<typeof world.device>>;

const email = (value: string) => ({ ns: "email" as const, value });
const mail = (value: string, name: string) =>
  world.as(system, (ctx) =>
    leafForContact(ctx, { identifier: email(value), name, origin: "mail", proof: { how: "dmarc", ref: "m" } }),
  );
const proveOn = (device: Device, value: string) =>
  world.as(device.actor, async (ctx) => {
    const code = await issueCode(ctx, device.id, email(value));
    return redeemCode(ctx, device.id, email(value), code!);
  });
const visible = (device: Device) => world.as(device.actor, (ctx) => visibleLeaves(ctx, device.id));
const leavesOf = async (customerId: string) => (await world.ok(contract.get, agent, { customerId })).leafIds;
const reviews = async () => (await world.ok(contract.reviews, agent, {})).items;

test("a couple who share a mailbox and a telephone stay two, whichever of them proves first", async () => {
  const box = "kowalscy@wp.pl";
  const phone = { ns: "phone" as const, value: "+48601202303" };
  const wife = await mail(box, "Maria Kowalska");
  const husband = await mail(box, "Piotr Kowalski");
  expect(husband.leafId).not.toBe(wife.leafId);
  for (const { leafId } of [husband, wife])
    await world.as(system, (ctx) => prove(ctx, leafId, phone, { how: "code", ref: "sms" }));
  await world.settle();
  await world.replay();
  await world.settle();

  expect(await leavesOf(wife.leafId)).toEqual([wife.leafId]);
  expect(await leavesOf(husband.leafId)).toEqual([husband.leafId]);
  const { identifiers, suggestions } = await world.ok(contract.get, agent, { customerId: wife.leafId });
  expect(identifiers.map(({ ns, standing }) => [ns, standing])).toEqual([
    ["email", "shared"],
    ["phone", "shared"],
  ]);
  expect(suggestions).toMatchObject([{ customer: { id: husband.leafId }, reason: "shared" }]);
  const asked = (await reviews()).filter(({ a }) => a.id === wife.leafId);
  expect(asked.map(({ b, ns, reason }) => [b.id, ns, reason]).sort()).toEqual([
    [husband.leafId, "email", "name_disagrees"],
    [husband.leafId, "phone", "name_disagrees"],
  ]);
});

test("mail from the shared box goes to the one who signs it", async () => {
  const box = "nowakowie@wp.pl";
  const ewa = await mail(box, "Ewa Nowak");
  const adam = await mail(box, "Adam Nowak");
  await world.settle();
  expect((await mail(box, "Nowak Ewa")).leafId).toBe(ewa.leafId);
  expect((await mail(box, "Adam Nowak")).leafId).toBe(adam.leafId);
});

test("a shared address opens nothing on any device, not for a moment", async () => {
  const box = "ionescu@mail.ro";
  const letters = await mail(box, "Ana Ionescu");
  const [hers, his] = [await world.device({ name: "Ana Ionescu" }), await world.device({ name: "Mihai Ionescu" })];
  await proveOn(hers, box);
  expect((await visible(hers)).sort()).toEqual([letters.leafId, hers.leafId].sort());
  await mail(box, "Mihai Ionescu");
  expect(await visible(hers)).toEqual([hers.leafId]);
  world.now = new Date(world.now.getTime() + 60_000);
  await proveOn(his, box);
  expect(await visible(his)).toEqual([his.leafId]);
  await world.settle();
  expect(await visible(his)).toEqual([his.leafId]);
  expect(await visible(hers)).toEqual([hers.leafId]);
  expect(await leavesOf(his.leafId)).toEqual([his.leafId]);
});

test("a merge by mistake opens nothing on a device, and is undone", async () => {
  const box = "stan@mail.ro";
  const [hers, his] = [await world.device({ name: "Elena Stan" }), await world.device({ name: "Vlad Stan" })];
  const letters = await mail("elena.stan@mail.ro", "Elena Stan");
  await proveOn(hers, "elena.stan@mail.ro");
  world.now = new Date(world.now.getTime() + 60_000);
  await proveOn(hers, box);
  world.now = new Date(world.now.getTime() + 60_000);
  await proveOn(his, box);
  await world.settle();
  const before = await visible(hers);
  await world.ok(contract.merge, agent, { customerId: hers.leafId, otherId: his.leafId });
  await world.settle();
  expect(await leavesOf(his.leafId)).toHaveLength(3);
  expect(await visible(his)).toEqual([his.leafId]);
  expect(await visible(hers)).toEqual(before);
  expect(before.sort()).toEqual([letters.leafId, hers.leafId].sort());

  const { items } = await world.ok(contract.merges, agent, { customerId: his.leafId });
  const byStaff = items.find(({ by }) => by === "staff")!;
  await world.ok(contract.unmerge, agent, { customerId: his.leafId, mergeId: byStaff.id });
  await world.settle();
  expect(await leavesOf(his.leafId)).toEqual([his.leafId]);
});

test("whom a name parts later, a rule had joined before: the address becomes shared and staff are asked", async () => {
  const box = "dumitru@mail.ro";
  const first = await world.customer({ name: "Dan Dumitru", proved: { email: box } });
  const second = await world.customer({ proved: { email: box } });
  await world.settle();
  expect(await leavesOf(second)).toEqual([first, second]);
  await world.as(system, (ctx) => setTrait(ctx, second, "name", "Carmen Dumitru", "customer"));
  await world.settle();
  expect(await leavesOf(second)).toEqual([second]);
  expect((await reviews()).filter(({ value }) => value === box)).toHaveLength(1);
});
