import { deviceOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { type Download, fileOf } from "../../../platform/files/files.ts";
import { fileOwner } from "../messages/attach.ts";
import { attachmentsOf } from "../messages/to-message.ts";
import { advance } from "./thread.ts";
import { visibleMessages } from "./visible-messages.ts";

/** The customer has everything up to this message on screen. */
export async function read(ctx: Ctx, input: { messageId: string }): Promise<Record<string, never>> {
  const device = deviceOf(ctx);
  const rows = await visibleMessages(ctx);
  const upTo = found(rows.find((row) => row.id === input.messageId));
  const unread = rows.filter(
    (row) =>
      row.direction === "out" &&
      row.channel === "chat" &&
      row.value === device.id &&
      row.delivery_state !== "read" &&
      row.at <= upTo.at,
  );
  if (unread.length > 0) await advance(ctx, unread, "read");
  return {};
}

/** A file of a message that the acting device may see. */
export async function chatAttachment(ctx: Ctx, input: { fileId: string }): Promise<Download> {
  const files = await attachmentsOf(ctx, await visibleMessages(ctx));
  const row = found([...files.values()].flat().find((file) => file.file_id === input.fileId));
  const file = await fileOf(ctx, row.file_id, fileOwner(row.customer_id, row.message_id));
  return { storeKey: file.storeKey, name: row.name, type: row.type };
}
