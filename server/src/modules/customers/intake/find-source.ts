import type { Ctx } from "../../../platform/ctx.ts";
import type { House } from "../../../platform/house.ts";
import { db } from "./tables.ts";

export interface Source {
  readonly id: string;
  readonly trusted: boolean;
  readonly active: boolean;
}

/** The source of a write key, read from the database. */
export const sourceOfKey = (ctx: Ctx, writeKey: string): Promise<Source | undefined> =>
  db(ctx)
    .selectFrom("customers.source")
    .select(["id", "trusted", "active"])
    .where("write_key", "=", writeKey)
    .executeTakeFirst();

const FRESH_MS = 2_000;

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
