import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";
import { keepApart } from "./keep-apart.ts";

const system = { kind: "system", name: "test" } as const;
const world = await makeWorld();
const agent = await world.member();
let n = 0;

/** Two who disagree and proved the same address, and the question about them. */
async function doubt() {
  const email = `para${++n}@wp.pl`;
  const a = await world.customer({ name: "Anna Mazur", proved: { email } });
  const b = await world.customer({ name: "Tomasz Mazur", proved: { email } });
  await world.settle();
  const { items } = await world.ok(contract.reviews, agent, {});
  const review = items.find(({ value }) => value === email)!;
  return { a, b, review };
}

const open = async () => (await world.ok(contract.reviews, agent, {})).items.map(({ id }) => id);

test("joining the two makes them one person and frees their address", async () => {
  const { a, b, review } = await doubt();
  expect(review).toMatchObject({ a: { id: a }, b: { id: b }, reason: "name_disagrees", state: "open" });
  const answer = await world.ok(contract.decideReview, agent, { reviewId: review.id, decision: "joined" });
  expect(answer).toMatchObject({ state: "joined", a: { id: a }, b: { id: a } });
  await world.settle();
  const { leafIds, identifiers } = await world.ok(contract.get, agent, { customerId: b });
  expect(leafIds).toEqual([a, b]);
  expect(identifiers).toMatchObject([{ standing: "proved" }]);
  expect(await open()).not.toContain(review.id);
});

test("keeping them apart holds for good, whatever their names become, and suggests them no more", async () => {
  const { a, b, review } = await doubt();
  await world.ok(contract.decideReview, agent, { reviewId: review.id, decision: "kept_apart" });
  for (const customerId of [a, b]) {
    const { version } = await world.ok(contract.get, agent, { customerId });
    await world.ok(contract.change, agent, { customerId, version, name: "A. Mazur" });
  }
  await world.settle();
  const { leafIds, suggestions } = await world.ok(contract.get, agent, { customerId: a });
  expect(leafIds).toEqual([a]);
  expect(suggestions).toEqual([]);
  const { items } = await world.ok(contract.reviews, agent, { state: "kept_apart" });
  expect(items.map(({ id }) => id)).toContain(review.id);
});

test("a question is answered once", async () => {
  const { review } = await doubt();
  await world.ok(contract.decideReview, agent, { reviewId: review.id, decision: "kept_apart" });
  const again = await world.call(contract.decideReview, agent, { reviewId: review.id, decision: "joined" });
  expect(again).toMatchObject({ status: 409, code: "review_closed" });
});

test("a joining that is taken back parts the two, and they are a question again", async () => {
  const { a, b, review } = await doubt();
  await world.ok(contract.decideReview, agent, { reviewId: review.id, decision: "joined" });
  await world.settle();
  const again = await world.ok(contract.reopenReview, agent, { reviewId: review.id });
  expect(again).toMatchObject({ id: review.id, state: "open", a: { id: a }, b: { id: b } });
  await world.settle();
  expect(await world.ok(contract.get, agent, { customerId: b })).toMatchObject({
    leafIds: [b],
    identifiers: [{ standing: "shared" }],
  });
  expect(await open()).toContain(review.id);
  expect(await world.ok(contract.reopenReview, agent, { reviewId: review.id })).toEqual(again);
});

test("keeping apart that is taken back leaves the question and the suggestion as they were", async () => {
  const { a, b, review } = await doubt();
  const before = await world.rows("select * from customers.review where id = $1", review.id);
  await world.ok(contract.decideReview, agent, { reviewId: review.id, decision: "kept_apart" });
  await world.ok(contract.reopenReview, agent, { reviewId: review.id });
  await world.settle();
  expect(await world.rows("select * from customers.review where id = $1", review.id)).toEqual(before);
  expect(await world.ok(contract.get, agent, { customerId: a })).toMatchObject({
    suggestions: [{ customer: { id: b } }],
  });
});

test("what staff decided about the two before a decision outlives its taking back", async () => {
  const { a, b, review } = await doubt();
  await world.as(system, (ctx) => keepApart(ctx, a, b));
  world.now = new Date(world.now.getTime() + 1000);
  await world.ok(contract.decideReview, agent, { reviewId: review.id, decision: "kept_apart" });
  await world.ok(contract.reopenReview, agent, { reviewId: review.id });
  expect(await world.ok(contract.get, agent, { customerId: a })).toMatchObject({ suggestions: [] });
});

test("a joining that is undone among the merges is a question again, too", async () => {
  const { a, review } = await doubt();
  await world.ok(contract.decideReview, agent, { reviewId: review.id, decision: "joined" });
  const { items } = await world.ok(contract.merges, agent, { customerId: a });
  const mergeId = items.find(({ reason }) => reason === "review")!.id;
  await world.ok(contract.unmerge, agent, { customerId: a, mergeId });
  expect(await open()).toContain(review.id);
});

test("two whom staff joined meanwhile are no question any more, and are one again when that is undone", async () => {
  const { a, b, review } = await doubt();
  await world.ok(contract.merge, agent, { customerId: a, otherId: b });
  expect(await open()).not.toContain(review.id);
  const answer = await world.call(contract.decideReview, agent, { reviewId: review.id, decision: "joined" });
  expect(answer).toMatchObject({ code: "same_person" });
  const { items } = await world.ok(contract.merges, agent, { customerId: a });
  await world.ok(contract.unmerge, agent, { customerId: a, mergeId: items[0]!.id });
  expect(await open()).toContain(review.id);
});

test("the branch is not asked", async () => {
  const branch = await world.member({ role: "branch" });
  expect(await world.call(contract.reviews, branch, {})).toMatchObject({ code: "not_allowed" });
});

test("the hundred-and-first who proves an address is not joined, and staff are asked why", async () => {
  const email = "rodzina@wp.pl";
  const ids: string[] = [];
  for (let n = 0; n < 101; n += 1) {
    // Slowly, as more than twenty a day would make the address suspicious.
    world.now = new Date(world.now.getTime() + 4 * 3_600_000);
    ids.push(await world.customer({ proved: { email } }));
  }
  await world.settle();
  const last = ids.pop()!;
  expect((await world.ok(contract.get, agent, { customerId: ids[7]! })).leafIds).toEqual(ids);
  expect((await world.ok(contract.get, agent, { customerId: last })).leafIds).toEqual([last]);
  const { items } = await world.ok(contract.reviews, agent, {});
  expect(items.filter(({ value }) => value === email)).toMatchObject([
    { a: { id: ids[0] }, b: { id: last }, reason: "limit_leaves_100" },
  ]);
});
