import { sql } from "kysely";
import { actorName, type Ctx } from "./ctx.ts";
import { writeAtEnd } from "./history.ts";
import { job } from "./jobs.ts";

/** Every room adds its news here by declaration merging, in its own `events.ts`: name → data. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the rooms.
export interface EventTypes {}
/** The same for news that belongs to no customer. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the rooms.
export interface CompanyEventTypes {}

export type EventName = keyof EventTypes & string;
export type CompanyEventName = keyof CompanyEventTypes & string;

/** The address of an event: its owner's leaf, its moment, its id. */
export interface EventRef {
  readonly customerId: string;
  readonly at: Date;
  readonly id: string;
}

export interface Happened<Data> {
  readonly ref: EventRef;
  readonly name: string;
  readonly actor: string;
  readonly channel: string | null;
  readonly data: Data;
}

export interface Reaction {
  readonly name: string;
  readonly on: string;
  readonly run: (ctx: Ctx, data: never, event: Happened<never>) => Promise<void>;
}

const reactions = new Map<string, Reaction[]>();

/**
 * "When that happens, do this here." Delivered at least once, each reaction retried alone, so every one must be safe to
 * repeat. The name is part of the job's key: never reuse one.
 */
export function react<N extends EventName>(
  name: string,
  on: N,
  run: (ctx: Ctx, data: EventTypes[N], event: Happened<EventTypes[N]>) => Promise<void>,
): Reaction {
  const reaction = { name, on, run } as Reaction;
  const present = reactions.get(on) ?? [];
  if (present.some((other) => other.name === name)) throw new Error(`two reactions are called ${name}`);
  reactions.set(on, [...present, reaction]);
  return reaction;
}

/** The reactions to an event, in the order of their registration. */
export const reactionsTo = (name: string): readonly Reaction[] => reactions.get(name) ?? [];
/** Names of events that something reacts to. */
export const heededEvents = (): string[] => [...reactions.keys()];

export interface EmitOptions {
  /** When it happened, where that is not now. */
  readonly at?: Date;
  readonly channel?: string;
}

/**
 * Record what happened to a customer, in the transaction of the change itself, and have it delivered after commit.
 * `customerId` is the leaf under which it happened; the row keeps it for ever.
 */
export async function emit<N extends EventName>(
  ctx: Ctx,
  name: N,
  customerId: string,
  data: EventTypes[N],
  options: EmitOptions = {},
): Promise<EventRef> {
  const ref = { customerId, at: options.at ?? ctx.now, id: ctx.id() };
  const [actor, channel] = [actorName(ctx.actor), options.channel ?? null];
  if (ctx.history)
    writeAtEnd(ctx, {
      customer_id: customerId,
      at: ref.at,
      id: ref.id,
      name,
      actor,
      channel,
      received_at: ctx.now,
      data,
    });
  else {
    await sql`
      insert into platform.event (customer_id, at, id, name, actor, channel, received_at, data)
      values (${customerId}, ${ref.at}, ${ref.id}, ${name}, ${actor}, ${channel}, ${ctx.now}, ${JSON.stringify(data)})`.execute(
      ctx.tx,
    );
    if (reactionsTo(name).length > 0) await job(ctx, "deliver", { customerId, at: ref.at.toISOString(), id: ref.id });
  }
  ctx.hint(`customer:${customerId}`);
  return ref;
}

/** Record what happened in the company and concerns no single customer. */
export async function emitCompany<N extends CompanyEventName>(
  ctx: Ctx,
  name: N,
  data: CompanyEventTypes[N],
): Promise<void> {
  await sql`
    insert into platform.company_event (id, at, name, actor, data)
    values (${ctx.id()}, ${ctx.now}, ${name}, ${actorName(ctx.actor)}, ${JSON.stringify(data)})`.execute(ctx.tx);
}
