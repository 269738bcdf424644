import type { Message } from "../../../../../contract/conversations.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { lockMatter } from "../find.ts";
import { previewOf } from "../lines.ts";
import { db, type MatterRow, type MessageRow } from "../tables.ts";
import { attach } from "./attach.ts";
import { toMessage } from "./to-message.ts";

interface Input {
  readonly customerId: string;
  readonly matterId: string;
  readonly text: string;
  readonly fileIds: readonly string[];
}

/** A message that the acting member wrote down and that goes nowhere. */
export const written = (
  ctx: Ctx,
  matter: MatterRow,
  what: Pick<MessageRow, "kind" | "direction" | "channel" | "text">,
): MessageRow => ({
  customer_id: matter.customer_id,
  id: ctx.id(),
  matter_id: matter.id,
  at: ctx.now,
  author_kind: "member",
  author_id: memberOf(ctx).id,
  via_leaf: null,
  ns: null,
  value: null,
  standing: null,
  subject: null,
  quoted: null,
  html: null,
  mail_id: null,
  raw_file_id: null,
  delivery_state: null,
  delivery_at: null,
  delivery_detail: null,
  flags: [],
  ...what,
});

/** Write a note that only colleagues see. It changes nobody's turn and works in a closed matter too. */
export async function note(ctx: Ctx, input: Input): Promise<Message> {
  const text = input.text.trim();
  if (text === "" && input.fileIds.length === 0) throw new Refusal("empty_message");
  const matter = await lockMatter(ctx, { customerId: input.customerId, id: input.matterId });
  const message = written(ctx, matter, { kind: "note", direction: "internal", channel: null, text });
  await db(ctx).insertInto("conversations.message").values(message).execute();
  const { id, number, subject } = matter;
  const files = await attach(
    ctx,
    { customerId: matter.customer_id, id: message.id },
    input.fileIds.map((fileId) => ({ fileId })),
  );
  const news = { matterId: id, messageId: message.id, number, subject, preview: previewOf(text, files), viaLeaf: null };
  await emit(ctx, "message.noted", matter.customer_id, news);
  ctx.hint(`matter:${id}`);
  return toMessage(ctx, message);
}
