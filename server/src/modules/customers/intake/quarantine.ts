import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";

/** So much is set aside at most, of one write key and of all; whoever sends under made-up keys fills no disk. */
export const bounds = {
  key: { events: 10_000, bytes: 16 * 1024 * 1024 },
  all: { events: 100_000, bytes: 128 * 1024 * 1024 },
} as const;

/** An amount of events that are, or would be, set aside. */
export interface Amount {
  readonly events: number;
  readonly bytes: number;
}

type Total = { events: number; bytes: number; dropped: number };

/** The room that is left while a transaction sets events aside; `save` writes down what was used of it. */
export interface Room {
  /** Takes room for all of it, or answers false and takes none. */
  take(writeKey: string, amount: Amount): boolean;
  /** Counts events that nobody will send again and for which there is no room. */
  drop(writeKey: string, events: number): void;
  save(): Promise<void>;
}

const ALL = "";

/** What is set aside of all (under `""`) and of these keys (under `:key`); locked until the transaction ends. */
async function lockTotals(ctx: Ctx, writeKeys: readonly string[]): Promise<Map<string, Total>> {
  // Two statements: the second sees what was committed while the first waited for the one row that everybody locks.
  await sql`select 1 from customers.rejected_total where scope = 'all' for update`.execute(ctx.tx);
  const { rows } = await sql<{ scope: string; write_key: string; events: number; bytes: string; dropped: string }>`
    select scope, write_key, events, bytes, dropped from customers.rejected_total
    where scope = 'all' or scope = 'key' and write_key = any(${writeKeys}::text[])`.execute(ctx.tx);
  return new Map(
    rows.map(({ scope, write_key, events, bytes, dropped }) => [
      scope === "all" ? ALL : `:${write_key}`,
      { events, bytes: Number(bytes), dropped: Number(dropped) },
    ]),
  );
}

/** The room for events of these keys. */
export async function roomFor(ctx: Ctx, writeKeys: readonly string[]): Promise<Room> {
  const totals = await lockTotals(ctx, writeKeys);
  const known = new Set(totals.keys());
  const all = totals.get(ALL)!;
  const ofKey = (writeKey: string): Total => {
    const total = totals.get(`:${writeKey}`) ?? { events: 0, bytes: 0, dropped: 0 };
    totals.set(`:${writeKey}`, total);
    return total;
  };
  return {
    take: (writeKey, amount) => {
      const own = ofKey(writeKey);
      if (!fits(own, amount, bounds.key) || !fits(all, amount, bounds.all)) return false;
      for (const total of [own, all]) {
        total.events += amount.events;
        total.bytes += amount.bytes;
      }
      return true;
    },
    drop: (writeKey, events) => {
      for (const total of [ofKey(writeKey), all]) total.dropped += events;
    },
    // A key of which nothing is kept gets no row: made-up keys must not fill the table of totals either.
    save: () => saveTotals(ctx, new Map([...totals].filter(([name, { events }]) => events > 0 || known.has(name)))),
  };
}

async function saveTotals(ctx: Ctx, totals: ReadonlyMap<string, Total>): Promise<void> {
  const names = [...totals.keys()];
  const values = [...totals.values()];
  await sql`
    insert into customers.rejected_total (scope, write_key, events, bytes, dropped, last_at)
    select scope, write_key, events, bytes, dropped, ${ctx.now}
    from unnest(${names.map((name) => (name === ALL ? "all" : "key"))}::text[], ${names.map((name) => name.slice(1))}::text[],
      ${values.map(({ events }) => events)}::int[], ${values.map(({ bytes }) => bytes)}::bigint[],
      ${values.map(({ dropped }) => dropped)}::bigint[]) as t (scope, write_key, events, bytes, dropped)
    on conflict (scope, write_key) do update
      set events = excluded.events, bytes = excluded.bytes, dropped = excluded.dropped, last_at = excluded.last_at`.execute(
    ctx.tx,
  );
}

const fits = (total: Amount, more: Amount, bound: Amount): boolean =>
  total.events + more.events <= bound.events && total.bytes + more.bytes <= bound.bytes;

/** These events are set aside no more: taken in, dismissed or forgotten. */
export async function release(ctx: Ctx, gone: readonly { write_key: string; bytes: number }[]): Promise<void> {
  if (gone.length === 0) return;
  const totals = await lockTotals(ctx, [...new Set(gone.map(({ write_key }) => write_key))]);
  for (const { write_key, bytes } of gone)
    for (const total of [totals.get(ALL), totals.get(`:${write_key}`)])
      if (total) {
        total.events -= 1;
        total.bytes -= bytes;
      }
  await saveTotals(ctx, totals);
  ctx.hint("rejected");
}
