import { react } from "../../../platform/events.ts";
import { task } from "../../../platform/jobs.ts";
import { settlePeople } from "./settle-people.ts";

/** Somebody proved an identifier: who else holds it, and are they one person? */
react("customers.settle", "identifier.proved", async (ctx, _data, event) => {
  await settlePeople(ctx, [event.ref.customerId]);
});

/** Settle the people of these leaves, each neighbourhood once and in a transaction of its own. */
export const settleTask = task<{ leafIds: string[] }>("settle-people", async (house, { leafIds }) => {
  const left = new Set(leafIds);
  for (const leafId of left) {
    const settlement = await house.run({ kind: "system", name: "identity" }, (ctx) => settlePeople(ctx, [leafId]));
    for (const id of settlement?.people.keys() ?? []) left.delete(id);
    left.delete(leafId);
  }
});
