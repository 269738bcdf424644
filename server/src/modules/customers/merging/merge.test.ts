import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const anna = await world.member();

test("a merge joins two customers under the older one, with all that is known of both", async () => {
  const older = await world.customer({ name: "Anna Nowak", proved: { email: "anna.nowak@poczta.pl" } });
  const younger = await world.customer({ name: "Anna", claimed: { phone: "501 222 333" } });
  const merged = await world.ok(contract.merge, anna, { customerId: younger, otherId: older });
  expect(merged).toMatchObject({ id: older, leafIds: [older, younger], name: "Anna Nowak" });
  expect(merged.identifiers).toMatchObject([
    { ns: "email", value: "anna.nowak@poczta.pl", standing: "proved", leafId: older },
    { ns: "phone", value: "+48501222333", standing: "claimed", leafId: younger },
  ]);
  expect(await world.ok(contract.get, anna, { customerId: younger })).toMatchObject({ id: older });
});

test("the merge is in the history, in the log of merges with its author, and in the audit", async () => {
  const [a, b] = [await world.customer({ name: "Ewa Lis" }), await world.customer({ name: "Ewa Lis" })];
  await world.ok(contract.merge, anna, { customerId: a, otherId: b });
  const { items } = await world.ok(contract.merges, anna, { customerId: b });
  expect(items).toMatchObject([
    { aLeaf: { id: a }, bLeaf: { id: b }, by: "staff", actorName: anna.name, reason: "staff" },
  ]);
  const { items: entries } = await world.ok(contract.timeline, anna, { customerId: b });
  expect(entries).toMatchObject([
    { name: "customer.merged", actorName: anna.name, data: { aLeaf: a, bLeaf: b, by: "staff" } },
  ]);
  const audit = await world.rows("select 1 from staff.audit_entry where customer_id = $1 and action = 'merged'", a);
  expect(audit).toHaveLength(1);
});

test("nobody is merged with himself, and nobody with nobody", async () => {
  const [a, b] = [await world.customer(), await world.customer()];
  await world.ok(contract.merge, anna, { customerId: a, otherId: b });
  expect(await world.call(contract.merge, anna, { customerId: b, otherId: a })).toMatchObject({ code: "same_person" });
  expect(await world.call(contract.merge, anna, { customerId: a, otherId: anna.id })).toMatchObject({
    code: "not_found",
  });
});

test("the branch may not merge", async () => {
  const branch = await world.member({ role: "branch" });
  const [a, b] = [await world.customer(), await world.customer()];
  expect(await world.call(contract.merge, branch, { customerId: a, otherId: b })).toMatchObject({
    code: "not_allowed",
  });
});

test("a person has at most 100 leaves", async () => {
  const one = await world.customer();
  for (let n = 1; n < 100; n += 1)
    await world.ok(contract.merge, anna, { customerId: one, otherId: await world.customer() });
  const extra = await world.customer();
  const answer = await world.call(contract.merge, anna, { customerId: one, otherId: extra });
  expect(answer).toMatchObject({ status: 409, code: "merge_limit", body: { leaves: 101 } });
  expect((await world.ok(contract.get, anna, { customerId: extra })).id).toBe(extra);
});

test("merges that cross each other make one person, whoever comes first", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(await world.customer());
  const pairs = ids.flatMap((customerId, at) => ids.slice(at + 1).map((otherId) => ({ customerId, otherId })));
  const answers = await Promise.all(pairs.map((pair) => world.call(contract.merge, anna, pair)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(answers.filter(({ code }) => code === "same_person")).toHaveLength(pairs.length - 5);
  const leaves = await world.rows("select distinct canonical_id from customers.leaf where id = any($1)", ids);
  expect(leaves).toEqual([{ canonical_id: ids.toSorted()[0] }]);
});
