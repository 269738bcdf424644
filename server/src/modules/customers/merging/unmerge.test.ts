import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";
import { visibleLeaves } from "../devices/visible-leaves.ts";
import { prove } from "../identifiers/prove.ts";

const world = await makeWorld();
const radu = await world.member();
const system = { kind: "system", name: "test" } as const;

/** Every row of every table about customers, as text; the logs (merges, events, audit) are kept elsewhere. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = await world.rows<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('customers', 'conversations') and table_name <> 'edge'`,
  );
  expect(tables.length).toBeGreaterThan(15);
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await world.rows(
      `select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text)::text as rows from ${name} t`,
    );
    all[name] = row?.rows;
  }
  return all;
}

const mergeOf = async (customerId: string) => (await world.ok(contract.merges, radu, { customerId })).items[0]!;

test("a merge that is undone leaves every row as it was", async () => {
  const shared = { phone: "+48 601 202 303" };
  const wife = await world.customer({
    name: "Maria Kowalska",
    locale: "pl",
    proved: { ...shared, email: "m.kowalska@wp.pl" },
  });
  const husband = await world.customer({ name: "Piotr Kowalski", birthDate: "1971-03-04", proved: shared });
  const device = await world.device({ name: "Piotr Kowalski" });
  const third = await world.customer({ claimed: { email: "m.kowalska@wp.pl" } });
  await world.settle();
  await world.ok(contract.merge, radu, { customerId: husband, otherId: device.leafId });
  await world.settle();

  const before = await everything();
  await world.ok(contract.merge, radu, { customerId: wife, otherId: husband });
  await world.settle();
  await world.ok(contract.merge, radu, { customerId: third, otherId: husband });
  await world.settle();
  expect(await everything()).not.toEqual(before);

  for (const customerId of [third, wife]) {
    const merge = (await world.ok(contract.merges, radu, { customerId })).items.find((one) =>
      [one.aLeaf.id, one.bLeaf.id].includes(customerId),
    );
    const answer = await world.ok(contract.unmerge, radu, { customerId, mergeId: merge!.id });
    expect(answer).toMatchObject({ customers: [{}, {}], leftovers: [] });
  }
  await world.settle();
  expect(await everything()).toEqual(before);
});

test("an undone merge answers with the two people, and says so in the history", async () => {
  const [a, b] = [await world.customer({ name: "Ion Popa" }), await world.customer({ name: "Ioana Popa" })];
  await world.ok(contract.merge, radu, { customerId: a, otherId: b });
  const { id: mergeId } = await mergeOf(a);
  const { customers } = await world.ok(contract.unmerge, radu, { customerId: b, mergeId });
  expect(customers.map(({ id, name }) => [id, name])).toEqual([
    [a, "Ion Popa"],
    [b, "Ioana Popa"],
  ]);
  const { items } = await world.ok(contract.timeline, radu, { customerId: a });
  expect(items.map(({ name }) => name)).toEqual(["customer.unmerged", "customer.merged"]);
  expect(await world.call(contract.unmerge, radu, { customerId: a, mergeId })).toMatchObject({ code: "not_merged" });
});

test("one merge of several is undone alone", async () => {
  const ids = [await world.customer(), await world.customer(), await world.customer()];
  const [a, b, c] = ids as [string, string, string];
  await world.ok(contract.merge, radu, { customerId: a, otherId: b });
  await world.ok(contract.merge, radu, { customerId: b, otherId: c });
  const { items } = await world.ok(contract.merges, radu, { customerId: c });
  const { customers } = await world.ok(contract.unmerge, radu, { customerId: a, mergeId: items[0]!.id });
  expect(customers.map(({ id }) => id).sort()).toEqual([a, b]);
  expect(await world.ok(contract.get, radu, { customerId: c })).toMatchObject({ id: b, leafIds: [b, c] });
});

test("a merge is not undone through somebody else's address", async () => {
  const ids = [await world.customer(), await world.customer(), await world.customer()];
  const [a, b, stranger] = ids as [string, string, string];
  await world.ok(contract.merge, radu, { customerId: a, otherId: b });
  const { id: mergeId } = await mergeOf(a);
  expect(await world.call(contract.unmerge, radu, { customerId: stranger, mergeId })).toMatchObject({
    code: "not_found",
  });
  expect(await world.ok(contract.get, radu, { customerId: b })).toMatchObject({ id: a });
});

test("a merge by rule that staff undo is not made again, and opens nothing any more", async () => {
  const email = "dziadek@onet.pl";
  const letter = await world.customer({ proved: { email } });
  const device = await world.device();
  await world.as(system, (ctx) =>
    prove(ctx, device.leafId, { ns: "email", value: email }, { how: "code", ref: "x", deviceId: device.id }),
  );
  await world.settle();
  const merge = await mergeOf(device.leafId);
  expect(merge).toMatchObject({ by: "rule", reason: "proved_identifier", ns: "email", value: email, actorName: null });
  const visible = () => world.as(device.actor, (ctx) => visibleLeaves(ctx, device.id));
  expect((await visible()).sort()).toEqual([letter, device.leafId].sort());

  const { customers } = await world.ok(contract.unmerge, radu, { customerId: letter, mergeId: merge.id });
  expect(customers).toHaveLength(2);
  await world.replay();
  await world.settle();
  expect(await world.ok(contract.get, radu, { customerId: letter })).toMatchObject({
    leafIds: [letter],
    identifiers: [{ value: email, standing: "shared" }],
  });
  expect(await visible()).toEqual([device.leafId]);
});

/** The leaf proves the address, and whoever it makes one person is one. */
async function proved(leafId: string, email: string): Promise<void> {
  await world.as(system, (ctx) => prove(ctx, leafId, { ns: "email", value: email }, { how: "code", ref: "test" }));
  await world.settle();
}

const people = async (...leafIds: string[]) => {
  const found = await Promise.all(leafIds.map((customerId) => world.ok(contract.get, radu, { customerId })));
  return found.map(({ id }) => id);
};

test("a merge by rule that staff hold too is not undone before theirs, which then parts the two for good", async () => {
  const email = "sowa.zofia@o2.pl";
  const [a, b] = [await world.customer({ name: "Zofia Sowa" }), await world.customer({ name: "Z. Sowa" })];
  await world.ok(contract.merge, radu, { customerId: a, otherId: b });
  await proved(a, email);
  await proved(b, email);
  const { items } = await world.ok(contract.merges, radu, { customerId: a });
  const [byStaff, byRule] = [items.find(({ by }) => by === "staff")!, items.find(({ by }) => by === "rule")!];
  expect([byStaff.heldBy, byRule.heldBy]).toEqual([[], [byStaff.id]]);

  const refused = await world.call(contract.unmerge, radu, { customerId: a, mergeId: byRule.id });
  expect(refused).toMatchObject({ status: 409, code: "held_together", body: { heldBy: [byStaff.id] } });
  expect(await world.rows("select 1 from customers.apart where a_leaf = $1", a)).toEqual([]);
  expect((await world.ok(contract.merges, radu, { customerId: a })).items).toEqual(items);

  const { customers } = await world.ok(contract.unmerge, radu, { customerId: a, mergeId: byStaff.id });
  expect(customers.map(({ id }) => id).sort()).toEqual([a, b]);
  await world.replay();
  await world.settle();
  expect(await people(a, b)).toEqual([a, b]);
});

test("a merge by hand is undone though a rule joins the one with a third whom staff joined to the other", async () => {
  const ids = [await world.customer(), await world.customer(), await world.customer()];
  const [a, b, c] = ids as [string, string, string];
  await world.ok(contract.merge, radu, { customerId: a, otherId: b });
  await world.ok(contract.merge, radu, { customerId: b, otherId: c });
  for (const leaf of [a, c]) await proved(leaf, "troje@interia.pl");
  const { items } = await world.ok(contract.merges, radu, { customerId: a });
  const merge = items.find(({ aLeaf, bLeaf, by }) => by === "staff" && aLeaf.id === a && bLeaf.id === b)!;
  await world.ok(contract.unmerge, radu, { customerId: a, mergeId: merge.id });
  await world.settle();
  expect(await people(a, b, c)).toEqual([a, b, b]);
});

test("where another merge by hand closes the circle over rules it is named, and a rule between them can be undone", async () => {
  const ids = [await world.customer(), await world.customer(), await world.customer(), await world.customer()];
  const [a, b, c, d] = ids as [string, string, string, string];
  await world.ok(contract.merge, radu, { customerId: a, otherId: b });
  await world.ok(contract.merge, radu, { customerId: c, otherId: d });
  for (const leaf of [a, c]) await proved(leaf, "kolo1@interia.pl");
  for (const leaf of [b, d]) await proved(leaf, "kolo2@interia.pl");
  const { items } = await world.ok(contract.merges, radu, { customerId: a });
  const of = (one: string, other: string) =>
    items.find(({ aLeaf, bLeaf }) => aLeaf.id === one && bLeaf.id === other)!.id;
  const refused = await world.call(contract.unmerge, radu, { customerId: a, mergeId: of(a, b) });
  expect(refused).toMatchObject({ code: "held_together", body: { heldBy: [of(c, d)] } });
  expect(await people(a, b, c, d)).toEqual([a, a, a, a]);
  await world.ok(contract.unmerge, radu, { customerId: a, mergeId: of(a, c) });
  await world.settle();
  expect(await people(a, b, c, d)).toEqual([a, a, c, c]);
});

test("one merge of a hundred is undone alone", async () => {
  const one = await world.customer();
  for (let n = 1; n < 100; n += 1) {
    const other = await world.customer();
    await world.ok(contract.merge, radu, { customerId: one, otherId: other });
  }
  await world.settle();
  const { items } = await world.ok(contract.merges, radu, { customerId: one });
  await world.ok(contract.unmerge, radu, { customerId: one, mergeId: items[50]!.id });
  expect((await world.ok(contract.get, radu, { customerId: one })).leafIds).toHaveLength(99);
});
