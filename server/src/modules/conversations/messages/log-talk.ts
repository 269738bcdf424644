import type { Message } from "../../../../../contract/conversations.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { lockPerson } from "../../customers/index.ts";
import { lockMatter } from "../find.ts";
import { previewOf, titleOf } from "../lines.ts";
import { continuedMatter } from "../matters/continued-matter.ts";
import { openMatter } from "../matters/open-matter.ts";
import { db, type MatterRow } from "../tables.ts";
import { written } from "./note.ts";
import { tell } from "./tell.ts";
import { toMessage } from "./to-message.ts";

interface Input {
  readonly customerId: string;
  readonly matterId?: string | undefined;
  readonly channel: "phone" | "branch";
  readonly direction: "in" | "out";
  readonly text: string;
}

/** Record what was said on the phone or in the branch: in the given matter, the one that goes on, or a new one. */
export async function logTalk(ctx: Ctx, input: Input): Promise<Message> {
  const text = input.text.trim();
  if (text === "") throw new Refusal("empty_message");
  const matter = await matterFor(ctx, input, text);
  const { channel, direction } = input;
  const message = written(ctx, matter, { kind: "talk", direction, channel, text });
  await db(ctx).insertInto("conversations.message").values(message).execute();
  const preview = previewOf(text, []);
  await db(ctx)
    .updateTable("conversations.matter")
    .set({
      last_at: ctx.now,
      last_channel: channel,
      preview,
      channels: matter.channels.includes(channel) ? matter.channels : [...matter.channels, channel],
    })
    .where("customer_id", "=", matter.customer_id)
    .where("id", "=", matter.id)
    .execute();
  const { id, number, subject } = matter;
  const news = { matterId: id, messageId: message.id, number, subject, preview, viaLeaf: null, direction };
  await emit(ctx, "message.talked", matter.customer_id, news, { channel });
  await tell(ctx, { customerId: matter.customer_id, id });
  return toMessage(ctx, message);
}

async function matterFor(ctx: Ctx, input: Input, text: string): Promise<MatterRow> {
  if (input.matterId !== undefined) return lockMatter(ctx, { customerId: input.customerId, id: input.matterId });
  const person = await lockPerson(ctx, input.customerId);
  const going = await continuedMatter(ctx, person, ctx.now);
  if (going) return lockMatter(ctx, going);
  const { id: assigneeId, teamId } = memberOf(ctx);
  const { channel } = input;
  return openMatter(ctx, {
    customerId: person,
    subject: titleOf(null, text),
    channel,
    at: ctx.now,
    assigneeId,
    teamId,
  });
}
