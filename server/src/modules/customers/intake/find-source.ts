import type { Ctx } from "../../../platform/ctx.ts";
import type { House } from "../../../platform/house.ts";
import { db } from "./tables.ts";

export interface Source {
  readonly id: string;
  readonly trusted: boolean;
  readonly active: boolean;
}

const FRESH_MS = 2_000;
const HEARD_EVERY_MS = 5_000;

/** The source of a write key with which events come in now; notes, every five seconds, that it was heard of. */
async function sourceOfKey(ctx: Ctx, writeKey: string): Promise<Source | undefined> {
  const row = await db(ctx)
    .selectFrom("customers.source")
    .select(["id", "trusted", "active", "last_event_at"])
    .where("write_key", "=", writeKey)
    .executeTakeFirst();
  if (!row) return undefined;
  const { last_event_at: heard, ...source } = row;
  if (heard === null || ctx.now.getTime() - heard.getTime() > HEARD_EVERY_MS)
    await db(ctx).updateTable("customers.source").set({ last_event_at: ctx.now }).where("id", "=", source.id).execute();
  return source;
}

/** Looks sources up, remembering each for less than two seconds: a key that was switched off or made stops or works then. */
export function makeSourceFinder(house: House): (writeKey: string) => Promise<Source | undefined> {
  const known = new Map<string, { at: number; source: Promise<Source | undefined> }>();
  return (writeKey) => {
    const now = house.clock().getTime();
    const present = known.get(writeKey);
    if (present && Math.abs(now - present.at) < FRESH_MS) return present.source;
    if (known.size > 1_000) known.clear();
    const source = house.run({ kind: "system", name: "intake" }, (ctx) => sourceOfKey(ctx, writeKey));
    known.set(writeKey, { at: now, source });
    source.catch(() => known.delete(writeKey));
    return source;
  };
}
