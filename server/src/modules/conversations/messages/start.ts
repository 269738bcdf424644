import type { Matter } from "../../../../../contract/conversations.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { lockPerson } from "../../customers/index.ts";
import { findMatter } from "../find.ts";
import { titleOf } from "../lines.ts";
import { openMatter } from "../matters/open-matter.ts";
import { toMatter } from "../matters/to-matter.ts";
import { send, type ToSend } from "./send.ts";

interface Input extends Omit<ToSend, "nextState"> {
  readonly customerId: string;
  readonly subject: string;
}

/** Begin a matter by writing to the customer; then it waits for the answer. */
export async function start(ctx: Ctx, input: Input): Promise<Matter> {
  const customerId = await lockPerson(ctx, input.customerId);
  const { id: assigneeId, teamId } = memberOf(ctx);
  const { channel } = input;
  const subject = titleOf(input.subject, input.text);
  const matter = await openMatter(ctx, { customerId, subject, channel, at: ctx.now, assigneeId, teamId });
  await send(ctx, matter, { ...input, nextState: "waiting" });
  return toMatter(await findMatter(ctx, { customerId, id: matter.id }));
}
