import type { z } from "zod";
import type {
  ChatThread,
  introduce as introduceCall,
  prove as proveCall,
  requestCode as requestCall,
} from "../../../../../contract/chat.ts";
import { deviceOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { queueMail } from "../../../platform/mail/outbox.ts";
import { text } from "../../../platform/texts.ts";
import { claim, issueCode, normalise, redeemCode, setTrait, siteOfDevice, touch } from "../../customers/index.ts";
import { companyName } from "../../staff/index.ts";
import { oneLine } from "../mail/clean-text.ts";
import { autoHeaders } from "../mail/compose-mail.ts";
import { begunOn, continueBegun } from "../matters/continue-begun.ts";
import { findSite } from "./find-site.ts";
import { senderOf } from "./sender-of.ts";
import { thread } from "./thread.ts";

/** Take a name and an address as the customer gives them: claims of this device's leaf, that open nothing. */
export async function introduce(ctx: Ctx, input: z.output<(typeof introduceCall)["input"]>): Promise<ChatThread> {
  const { leafId, locale } = deviceOf(ctx);
  if (input.email !== undefined)
    await claim(ctx, leafId, { ns: "email", value: normalise("email", input.email, locale) }, "typed");
  const name = oneLine(input.name ?? "");
  if (name !== "") await setTrait(ctx, leafId, "name", name, "customer");
  await touch(ctx, leafId);
  return thread(ctx);
}

/** Mail a one-time code to the address that is to be proved on this device. Refuses to do so too often. */
export async function requestCode(
  ctx: Ctx,
  input: z.output<(typeof requestCall)["input"]>,
): Promise<Record<string, never>> {
  const { id, leafId, locale } = deviceOf(ctx);
  const value = normalise("email", input.email, locale);
  const code = await issueCode(ctx, id, { ns: "email", value });
  if (code === null) throw new Refusal("too_many_requests");
  const company = await companyName(ctx);
  const sender = await senderOf(ctx, await findSite(ctx, await siteOfDevice(ctx, id)));
  const key = `code:${ctx.id()}`;
  await queueMail(ctx, {
    key,
    customerId: leafId,
    sender,
    envelopeFrom: "",
    recipient: value,
    messageId: `<${key.replace(":", ".")}@${sender.address.split("@")[1]}>`,
    content: {
      subject: text(locale, "chat.code.subject", { company, code }),
      text: text(locale, "chat.code.text", { company, code }),
      headers: autoHeaders("generated"),
    },
  });
  return {};
}

/** Prove the address by the code; what was begun in this chat goes on in the matter that the person had before. A wrong try is counted, so its refusal is answered, not thrown. */
export async function prove(ctx: Ctx, input: z.output<(typeof proveCall)["input"]>): Promise<ChatThread | Refusal> {
  const { id, leafId, locale } = deviceOf(ctx);
  const value = normalise("email", input.email, locale);
  const begun = await begunOn(ctx, { id, leafId });
  const refusal = await redeemCode(ctx, id, { ns: "email", value }, input.code);
  if (refusal) return refusal;
  await continueBegun(ctx, { id, leafId }, begun);
  await touch(ctx, leafId);
  return thread(ctx);
}
