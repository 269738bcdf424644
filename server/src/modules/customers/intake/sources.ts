import type { z } from "zod";
import type { addSource as addCall, changeSource as changeCall, Source } from "../../../../../contract/intake.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal, sqlState } from "../../../platform/errors.ts";
import { newCode } from "../../../platform/ids.ts";
import { db, type SourceRow } from "./tables.ts";

const UNIQUE = "23505";

const toSource = (row: SourceRow): Source => ({
  id: row.id,
  name: row.name,
  writeKey: row.write_key,
  trusted: row.trusted,
  active: row.active,
  createdAt: row.created_at.toISOString(),
  lastEventAt: row.last_event_at?.toISOString() ?? null,
});

const nameTaken = (error: unknown): never => {
  if (sqlState(error) === UNIQUE) throw new Refusal("name_taken");
  throw error;
};

/** All sources with their write keys, by name. */
export async function sources(ctx: Ctx): Promise<{ items: Source[] }> {
  const rows = await db(ctx).selectFrom("customers.source").selectAll().orderBy("name").execute();
  return { items: rows.map(toSource) };
}

/** A new source. The key is made here, unless a sender has one already whose events are to be taken in. */
export async function addSource(
  ctx: Ctx,
  input: z.output<(typeof addCall)["input"]>,
  ownKey?: string,
): Promise<Source> {
  const writeKey = ownKey ?? input.writeKey ?? newCode(24);
  const taken = await db(ctx)
    .selectFrom("customers.source")
    .select("id")
    .where("write_key", "=", writeKey)
    .executeTakeFirst();
  if (taken) throw new Refusal("key_taken");
  const row = { id: ctx.id(), name: input.name, write_key: writeKey, trusted: input.trusted, created_at: ctx.now };
  return toSource(
    await db(ctx).insertInto("customers.source").values(row).returningAll().executeTakeFirstOrThrow().catch(nameTaken),
  );
}

/** Rename, trust, switch on or off. Takes effect in all processes within two seconds. */
export async function changeSource(ctx: Ctx, input: z.output<(typeof changeCall)["input"]>): Promise<Source> {
  const { sourceId, ...given } = input;
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const row = db(ctx)
    .selectFrom("customers.source")
    .selectAll()
    .where("id", "=", sourceId)
    .forUpdate()
    .executeTakeFirst();
  if (Object.keys(change).length === 0) return toSource(found(await row));
  found(await row);
  return toSource(
    await db(ctx)
      .updateTable("customers.source")
      .set(change)
      .where("id", "=", sourceId)
      .returningAll()
      .executeTakeFirstOrThrow()
      .catch(nameTaken),
  );
}

/** The write key for the pages of a site: a source of the same key, where there is one that is switched on. */
export async function writeKeyOfSite(ctx: Ctx, key: string): Promise<string | null> {
  const row = await db(ctx)
    .selectFrom("customers.source")
    .select("write_key")
    .where("write_key", "=", key)
    .where("active", "=", true)
    .executeTakeFirst();
  return row?.write_key ?? null;
}
