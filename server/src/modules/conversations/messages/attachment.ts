import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { type Download, fileOf } from "../../../platform/files/files.ts";
import { db } from "../tables.ts";
import { fileOwner } from "./attach.ts";

/** A file that belongs to a message of this customer's leaf. */
export async function attachment(ctx: Ctx, input: { customerId: string; fileId: string }): Promise<Download> {
  const row = found(
    await db(ctx)
      .selectFrom("conversations.attachment")
      .selectAll()
      .where("customer_id", "=", input.customerId)
      .where("file_id", "=", input.fileId)
      .executeTakeFirst(),
  );
  const file = await fileOf(ctx, row.file_id, fileOwner(row.customer_id, row.message_id));
  return { storeKey: file.storeKey, name: row.name, type: row.type };
}
