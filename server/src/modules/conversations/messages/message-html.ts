import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { findMessage } from "../find.ts";

/** The HTML of a message as it was sanitised when it came, and how many remote images in it wait to be asked for. */
export async function messageHtml(
  ctx: Ctx,
  input: { customerId: string; messageId: string },
): Promise<{ html: string; remoteImages: number }> {
  const message = await findMessage(ctx, { customerId: input.customerId, id: input.messageId });
  const html = found(message.html);
  return { html, remoteImages: html.match(/\sdata-remote-src="/g)?.length ?? 0 };
}
