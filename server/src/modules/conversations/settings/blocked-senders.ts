import type { z } from "zod";
import type { BlockedSender as Shape } from "../../../../../contract/channels.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { memberNames } from "../../staff/index.ts";
import { domainOf } from "../mail/address.ts";
import { db } from "../tables.ts";

type BlockedSender = z.infer<typeof Shape>;

/** Addresses and domains whose mail is set aside, the newest first. */
export async function blockedSenders(ctx: Ctx): Promise<{ items: BlockedSender[] }> {
  const rows = await db(ctx)
    .selectFrom("conversations.blocked_sender")
    .selectAll()
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .execute();
  const names = await memberNames(
    ctx,
    rows.map((row) => row.member_id),
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      pattern: row.pattern,
      by: names.get(row.member_id)?.name ?? "",
      at: row.at.toISOString(),
    })),
  };
}

/** Set mail of an address (`a@b.pl`) or a domain (`@b.pl`) aside from now on. */
export async function blockSender(ctx: Ctx, { pattern }: { pattern: string }): Promise<BlockedSender> {
  const { id: memberId, name } = memberOf(ctx);
  const id = ctx.id();
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("conversations.blocked_sender")
    .values({ id, pattern, member_id: memberId, at: ctx.now })
    .onConflict((conflict) => conflict.column("pattern").doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal("name_taken");
  return { id, pattern, by: name, at: ctx.now.toISOString() };
}

/** Take the mail of a sender again; what was set aside meanwhile stays there until it is tried again. */
export async function unblockSender(ctx: Ctx, input: { senderId: string }): Promise<Record<string, never>> {
  const row = await db(ctx)
    .deleteFrom("conversations.blocked_sender")
    .where("id", "=", input.senderId)
    .returning("id")
    .executeTakeFirst();
  found(row);
  return {};
}

/** Is mail of this (normalised) address to be set aside? */
export async function isBlocked(ctx: Ctx, address: string): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom("conversations.blocked_sender")
    .select("id")
    .where("pattern", "in", [address, `@${domainOf(address)}`])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
