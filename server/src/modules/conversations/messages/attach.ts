import type { Ctx } from "../../../platform/ctx.ts";
import { adoptFile } from "../../../platform/files/files.ts";
import { db } from "../tables.ts";

/** A stored file that is to belong to a message. */
export interface ToAttach {
  readonly fileId: string;
  readonly inline?: boolean;
  /** Content-ID by which the HTML of the mail shows it. */
  readonly cid?: string | null;
}

export interface Attached {
  readonly name: string;
  readonly type: string;
  readonly storeKey: string;
}

/** How the file store knows that a file belongs to a message. */
export const fileOwner = (customerId: string, messageId: string): string =>
  `conversations.message:${customerId}:${messageId}`;

/** Give uploaded files to a message of which the row is there. Refuses files of others and such as belong somewhere already. */
export async function attach(
  ctx: Ctx,
  message: { readonly customerId: string; readonly id: string },
  files: readonly ToAttach[],
): Promise<Attached[]> {
  const attached: Attached[] = [];
  for (const [position, file] of files.entries()) {
    const row = await adoptFile(ctx, file.fileId, fileOwner(message.customerId, message.id), message.customerId);
    await db(ctx)
      .insertInto("conversations.attachment")
      .values({
        customer_id: message.customerId,
        file_id: row.id,
        message_id: message.id,
        position,
        name: row.name,
        type: row.type,
        size: row.size,
        inline: file.inline ?? false,
        cid: file.cid ?? null,
      })
      .execute();
    attached.push({ name: row.name, type: row.type, storeKey: row.storeKey });
  }
  return attached;
}
