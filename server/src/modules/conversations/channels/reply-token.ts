import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { newCode } from "../../../platform/ids.ts";
import { db, type Ref } from "../tables.ts";

interface Addressee {
  readonly ns: Namespace;
  readonly value: string;
  /** The leaf whose identifier this is; what answers the token speaks for it. */
  readonly leafId: string;
}

export interface TokenOf extends Addressee {
  readonly matter: Ref;
}

/** The reply token of this matter for this addressee, made at the first mail: 100 random bits that only they are given. */
export async function replyToken(ctx: Ctx, matter: Ref, { ns, value, leafId }: Addressee): Promise<string> {
  const key = { customer_id: matter.customerId, matter_id: matter.id, ns, value };
  const token = newCode(20);
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("conversations.addressee")
    .values({ ...key, leaf_id: leafId, token })
    .onConflict((conflict) => conflict.columns(["customer_id", "matter_id", "ns", "value"]).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) {
    await db(ctx)
      .insertInto("conversations.reply_token")
      .values({ token, ...key, leaf_id: leafId })
      .execute();
    return token;
  }
  const before = await db(ctx)
    .selectFrom("conversations.addressee")
    .select("token")
    .where("customer_id", "=", matter.customerId)
    .where("matter_id", "=", matter.id)
    .where("ns", "=", ns)
    .where("value", "=", value)
    .executeTakeFirstOrThrow();
  return before.token;
}

/** Whose token this is; null for one that we never gave. */
export async function byToken(ctx: Ctx, token: string): Promise<TokenOf | null> {
  const row = await db(ctx)
    .selectFrom("conversations.reply_token")
    .selectAll()
    .where("token", "=", token)
    .executeTakeFirst();
  if (!row) return null;
  const { ns, value, leaf_id: leafId } = row;
  return { ns, value, leafId, matter: { customerId: row.customer_id, id: row.matter_id } };
}
