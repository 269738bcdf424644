import type { Attachment } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { recordFile, type Upload } from "../../../platform/files/files.ts";

/** Keep files until a message of the same actor takes them; what nobody takes within a day is swept. */
export async function upload(ctx: Ctx, _input: object, uploads: readonly Upload[]): Promise<{ files: Attachment[] }> {
  const files: Attachment[] = [];
  for (const one of uploads) {
    const { id, name, type, size } = await recordFile(ctx, one);
    files.push({ fileId: id, name, type, size, inline: false });
  }
  return { files };
}
