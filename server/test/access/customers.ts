import * as contract from "../../../contract/customers.ts";
import type { World } from "../world.ts";
import type { AccessMakers } from "./maker.ts";

let made = 0;
const agent = (world: World) => world.member({ role: "agent" });
const administrator = (world: World) => world.member({ role: "administrator" });

/** Two customers that staff joined, and the merge that did it. */
async function merged(world: World) {
  const as = await agent(world);
  const [customerId, otherId] = [await world.customer({ name: "Ewa" }), await world.customer({ name: "Ewa Żak" })];
  await world.ok(contract.merge, as, { customerId, otherId });
  const { items } = await world.ok(contract.merges, as, { customerId });
  return { as, customerId, mergeId: items[0]!.id };
}

/** Two people who proved one address and whose names differ: a merge that the rule stopped. */
async function stopped(world: World): Promise<string> {
  const email = `para${++made}@mail.example.com`;
  await world.customer({ name: "Jan Kowalski", proved: { email } });
  await world.customer({ name: "Anna Kowalska", proved: { email } });
  await world.settle();
  const { items } = await world.ok(contract.reviews, await agent(world), {});
  return items.find((review) => review.value === email)!.id;
}

/** Valid requests of the room `customers`. */
export const customersAccess: AccessMakers = {
  "customers.list": async (world) => ({ as: await world.member({ role: "marketer" }), input: {} }),
  "customers.add": async (world) => ({ as: await agent(world), input: { name: "Ewa Żak" } }),
  "customers.get": async (world) => ({ as: await agent(world), input: { customerId: await world.customer() } }),
  "customers.change": async (world) => ({
    as: await agent(world),
    input: { customerId: await world.customer(), version: 1, name: "Ewa Żak" },
  }),
  "customers.addIdentifier": async (world) => ({
    as: await agent(world),
    input: { customerId: await world.customer(), ns: "email", value: `ewa.zak${++made}@mail.example.com` },
  }),
  "customers.timeline": async (world) => ({ as: await agent(world), input: { customerId: await world.customer() } }),
  "customers.previewMerge": async (world) => ({
    as: await agent(world),
    input: { customerId: await world.customer(), otherId: await world.customer() },
  }),
  "customers.merge": async (world) => ({
    as: await agent(world),
    input: { customerId: await world.customer(), otherId: await world.customer() },
  }),
  "customers.merges": async (world) => ({ as: await agent(world), input: { customerId: await world.customer() } }),
  "customers.unmerge": async (world) => {
    const { as, customerId, mergeId } = await merged(world);
    return { as, input: { customerId, mergeId } };
  },
  "customers.reviews": async (world) => ({ as: await agent(world), input: {} }),
  "customers.decideReview": async (world) => ({
    as: await agent(world),
    input: { reviewId: await stopped(world), decision: "kept_apart" },
  }),
  "customers.reopenReview": async (world) => {
    const [as, reviewId] = [await agent(world), await stopped(world)];
    await world.ok(contract.decideReview, as, { reviewId, decision: "kept_apart" });
    return { as, input: { reviewId } };
  },
  "customers.blockedValues": async (world) => ({ as: await administrator(world), input: {} }),
  "customers.blockValue": async (world) => ({
    as: await administrator(world),
    input: { ns: "email", kind: "exact", value: `nikt${++made}@mail.example.com` },
  }),
  "customers.unblockValue": async (world) => {
    const as = await administrator(world);
    const { id } = await world.ok(contract.blockValue, as, {
      ns: "email",
      kind: "exact",
      value: `nikt${++made}@mail.example.com`,
    });
    return { as, input: { blockedId: id } };
  },
  "customers.search": async (world) => ({ as: await agent(world), input: { q: "Ewa" } }),
};
