import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { found } from "../../platform/errors.ts";
import { db, type MatterRow, type MessageRow, type Ref } from "./tables.ts";

/** Joins of joins are followed so far; a person never makes as many. */
const MOST_JOINS = 50;

const rows = (ctx: Ctx, ref: Ref) =>
  db(ctx)
    .selectFrom("conversations.matter")
    .selectAll()
    .where("customer_id", "=", ref.customerId)
    .where("id", "=", ref.id);

/** The matter at this address, joined into another or not. Refuses `not_found`. */
export const findMatter = async (ctx: Ctx, ref: Ref): Promise<MatterRow> =>
  found(await rows(ctx, ref).executeTakeFirst());

/** The matter that this one is read as part of; itself, where it was not joined. */
export async function readAs(ctx: Ctx, ref: Ref): Promise<MatterRow> {
  let matter = await findMatter(ctx, ref);
  for (let i = 0; matter.joined_id !== null && i < MOST_JOINS; i++)
    matter = await findMatter(ctx, { customerId: matter.joined_customer_id!, id: matter.joined_id });
  return matter;
}

/** The same, locked until the end of the transaction: every change of a matter and every message goes through here. */
export async function lockMatter(ctx: Ctx, ref: Ref): Promise<MatterRow> {
  for (let at = ref; ; ) {
    const matter = found(await rows(ctx, at).forUpdate().executeTakeFirst());
    if (matter.joined_id === null) return matter;
    at = { customerId: matter.joined_customer_id!, id: matter.joined_id };
  }
}

/** This matter and all that are read as part of it, by joins of any depth; this one first. */
export async function partsOf(ctx: Ctx, ref: Ref): Promise<Ref[]> {
  const parts: Ref[] = [{ customerId: ref.customerId, id: ref.id }];
  for (let from = 0; from < parts.length && parts.length < MOST_JOINS; ) {
    const frontier = parts.slice(from);
    from = parts.length;
    const next = await db(ctx)
      .selectFrom("conversations.joined")
      .select(["other_customer_id as customerId", "other_id as id"])
      .where(
        "customer_id",
        "in",
        frontier.map((part) => part.customerId),
      )
      .where(
        "matter_id",
        "in",
        frontier.map((part) => part.id),
      )
      .orderBy("at")
      .orderBy("other_id")
      .execute();
    parts.push(...next);
  }
  return parts;
}

/** One message by its address. Refuses `not_found`. */
export const findMessage = async (ctx: Ctx, ref: Ref): Promise<MessageRow> =>
  found(
    await db(ctx)
      .selectFrom("conversations.message")
      .selectAll()
      .where("customer_id", "=", ref.customerId)
      .where("id", "=", ref.id)
      .executeTakeFirst(),
  );

/** The matter of a short number, wherever it is read now. Refuses `not_found`. */
export async function findByNumber(ctx: Ctx, number: number): Promise<MatterRow> {
  const { rows: hits } = await sql<{ customer_id: string; matter_id: string }>`
    select customer_id, matter_id from conversations.matter_number where number = ${number}`.execute(ctx.tx);
  const hit = found(hits[0]);
  return readAs(ctx, { customerId: hit.customer_id, id: hit.matter_id });
}
