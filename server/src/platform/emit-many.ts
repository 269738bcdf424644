import type { Ctx } from "./ctx.ts";
import { type EventName, type EventTypes, reactionsTo } from "./events.ts";
import { insertEvents } from "./insert-events.ts";
import { jobs } from "./jobs.ts";

/** Record the same kind of news of many customers at once, as `emit` does for one: two statements however many. */
export async function emitMany<N extends EventName>(
  ctx: Ctx,
  name: N,
  news: readonly { readonly customerId: string; readonly data: EventTypes[N] & object }[],
): Promise<void> {
  const events = news.map(({ customerId, data }) => ({ customerId, at: ctx.now, name, channel: null, data }));
  const ids = await insertEvents(ctx, events);
  if (!ctx.history && reactionsTo(name).length > 0)
    await jobs(
      ctx,
      "deliver",
      events.map(({ customerId, at }, i) => ({ customerId, at: at.toISOString(), id: ids[i] })),
    );
  for (const { customerId } of events) ctx.hint(`customer:${customerId}`);
}
