import { sql } from "kysely";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { devicesOf, leavesOf } from "../../customers/index.ts";
import { partsOf, readAs } from "../find.ts";
import { db, type Ref } from "../tables.ts";

/** The acting member has seen a matter up to this moment; it never goes back. */
export async function see(ctx: Ctx, matter: Ref, at: Date): Promise<void> {
  const { id: member } = memberOf(ctx);
  await sql`
    insert into conversations.seen (customer_id, matter_id, member_id, at)
    values (${matter.customerId}, ${matter.id}, ${member}, ${at})
    on conflict (customer_id, matter_id, member_id) do update set at = greatest(seen.at, excluded.at)`.execute(ctx.tx);
  ctx.hint(`member:${member}`);
}

/** A member has a message on screen: the matter is read up to there, and the customer's chat shows it so. */
export async function seen(
  ctx: Ctx,
  input: { customerId: string; matterId: string; messageId: string },
): Promise<Record<string, never>> {
  const matter = await readAs(ctx, { customerId: input.customerId, id: input.matterId });
  const parts = await partsOf(ctx, { customerId: matter.customer_id, id: matter.id });
  const message = found(await messageIn(ctx, parts, input.messageId));
  for (const part of parts) await see(ctx, part, message.at);
  if (matter.channels.includes("chat")) await tellDevices(ctx, matter.customer_id);
  return {};
}

async function messageIn(ctx: Ctx, parts: readonly Ref[], id: string) {
  for (const customerId of new Set(parts.map((part) => part.customerId))) {
    const message = await db(ctx)
      .selectFrom("conversations.message")
      .select(["matter_id", "at"])
      .where("customer_id", "=", customerId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (parts.some((part) => part.customerId === customerId && part.id === message?.matter_id)) return message;
  }
}

async function tellDevices(ctx: Ctx, customerId: string): Promise<void> {
  for (const device of await devicesOf(ctx, await leavesOf(ctx, customerId))) ctx.hint(`device:${device.id}`);
}
