import { react } from "../../../platform/events.ts";
import { task } from "../../../platform/jobs.ts";
import { settlePeople } from "./settle-people.ts";

/** Somebody proved an identifier: who else holds it, and are they one person? */
react("customers.settle", "identifier.proved", async (ctx, _data, event) => {
  await settlePeople(ctx, [event.ref.customerId]);
});

/** So many leaves are settled in one transaction: few enough that nobody waits long for the locks. */
const AT_ONCE = 20;

/** Settle the people of these leaves, each neighbourhood once. Those that are too many together are settled one by one. */
export const settleTask = task<{ leafIds: string[] }>("settle-people", async (house, { leafIds }) => {
  const run = (ids: readonly string[]) =>
    house.run({ kind: "system", name: "identity" }, (ctx) => settlePeople(ctx, ids));
  const left = new Set(leafIds);
  while (left.size > 0) {
    const ids = [...left].slice(0, AT_ONCE);
    const settlement = await run(ids);
    if (!settlement && ids.length > 1) for (const id of ids) await run([id]);
    for (const id of [...ids, ...(settlement?.people.keys() ?? [])]) left.delete(id);
  }
});
