import type { Message } from "../../../../../contract/conversations.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { memberNames } from "../../staff/index.ts";
import { lockMatter, partsOf } from "../find.ts";
import { see } from "../matters/seen.ts";
import { db, type MessageRow, type Ref } from "../tables.ts";
import { send, type ToSend } from "./send.ts";
import { toMessage } from "./to-message.ts";

interface Input extends ToSend {
  readonly customerId: string;
  readonly matterId: string;
  readonly seen: string | null;
  readonly anyway: boolean;
}

/** A second press of the button comes within this time. */
const SAME_MS = 30_000;

/**
 * Answer the customer. Held back with `answered_meanwhile` when a colleague answered after what the writer had on screen;
 * pressed twice on the same screen it is one reply.
 */
export async function reply(ctx: Ctx, input: Input): Promise<Message> {
  const matter = await lockMatter(ctx, { customerId: input.customerId, id: input.matterId });
  const parts = await partsOf(ctx, { customerId: matter.customer_id, id: matter.id });
  const since = await sentSince(ctx, parts, input.seen);
  const twin = since.find((sent) => isTwin(ctx, sent, input));
  if (twin) return toMessage(ctx, twin);
  if (matter.state === "closed") throw new Refusal("matter_closed");
  if (!input.anyway) await refuseAnswered(ctx, since);
  const message = await send(ctx, matter, input);
  await see(ctx, { customerId: matter.customer_id, id: matter.id }, ctx.now);
  return toMessage(ctx, message);
}

/** What members sent in these matters after the message that the writer saw last, oldest first. */
export async function sentSince(ctx: Ctx, parts: readonly Ref[], seen: string | null): Promise<MessageRow[]> {
  const within = db(ctx)
    .selectFrom("conversations.message")
    .selectAll()
    .where("customer_id", "in", [...new Set(parts.map((part) => part.customerId))])
    .where(
      "matter_id",
      "in",
      parts.map((part) => part.id),
    );
  const last = seen === null ? undefined : await within.where("id", "=", seen).executeTakeFirst();
  const sent = within.where("direction", "=", "out").where("kind", "=", "message").where("author_kind", "=", "member");
  const after = last ? sent.where((eb) => eb(eb.refTuple("at", "id"), ">", eb.tuple(last.at, last.id))) : sent;
  return (await after.orderBy("at", "desc").orderBy("id", "desc").limit(20).execute()).toReversed();
}

const isTwin = (ctx: Ctx, sent: MessageRow, input: Input): boolean =>
  sent.author_id === memberOf(ctx).id &&
  sent.text === input.text.trim() &&
  sent.channel === input.channel &&
  sent.value === input.to.value &&
  input.fileIds.length === 0 &&
  ctx.now.getTime() - sent.at.getTime() < SAME_MS;

/** Refuses `answered_meanwhile` where a colleague is among those who sent. */
export async function refuseAnswered(ctx: Ctx, since: readonly MessageRow[]): Promise<void> {
  const theirs = since.findLast((sent) => sent.author_id !== memberOf(ctx).id);
  if (!theirs?.author_id) return;
  const names = await memberNames(ctx, [theirs.author_id]);
  throw new Refusal("answered_meanwhile", {
    by: names.get(theirs.author_id)?.name ?? null,
    at: theirs.at.toISOString(),
    text: theirs.text,
  });
}
