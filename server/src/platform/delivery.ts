import { sql } from "kysely";
import type { Ctx } from "./ctx.ts";
import { type Happened, reactionsTo } from "./events.ts";
import { job, task } from "./jobs.ts";

interface Delivery {
  readonly customerId: string;
  readonly at: string;
  readonly id: string;
}

async function load(ctx: Ctx, address: Delivery): Promise<Happened<never> | undefined> {
  const { rows } = await sql<{ name: string; actor: string; channel: string | null; data: never }>`
    select name, actor, channel, data from platform.event
    where customer_id = ${address.customerId} and at = ${new Date(address.at)} and id = ${address.id}`.execute(ctx.tx);
  const row = rows[0];
  return row && { ref: { customerId: address.customerId, at: new Date(address.at), id: address.id }, ...row };
}

/** An event was committed: one job for each reaction, so that a failing one retries alone. An erased event is nobody's news. */
const deliver = task<Delivery>("deliver", async (house, address) => {
  await house.run({ kind: "system", name: "delivery" }, async (ctx) => {
    const event = await load(ctx, address);
    if (!event) return;
    for (const { name } of reactionsTo(event.name))
      await job(ctx, "react", { ...address, reaction: name }, { key: `${name}:${address.id}` });
  });
});

/** One reaction to one event. `ctx.now` is the present, not the moment of the event. */
const reactToOne = task<Delivery & { reaction: string }>("react", async (house, { reaction, ...address }) => {
  await house.run({ kind: "system", name: reaction }, async (ctx) => {
    const event = await load(ctx, address);
    if (!event) return;
    const heeding = reactionsTo(event.name).find((candidate) => candidate.name === reaction);
    if (!heeding) throw new Error(`no reaction is called ${reaction}`);
    await heeding.run(ctx, event.data, event);
  });
});

export const deliveryTasks = [deliver, reactToOne];
