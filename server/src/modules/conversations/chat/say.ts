import type { z } from "zod";
import type { ChatMessage, say as call } from "../../../../../contract/chat.ts";
import { deviceOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { siteOfDevice, touch } from "../../customers/index.ts";
import { findMessage } from "../find.ts";
import { receive } from "../messages/receive.ts";
import { findSite } from "./find-site.ts";
import { toChat } from "./thread.ts";

/** The customer writes in the chat. Repeats are held off by the request's Idempotency-Key. */
export async function say(ctx: Ctx, input: z.output<(typeof call)["input"]>): Promise<ChatMessage> {
  const device = deviceOf(ctx);
  const text = input.text.trim();
  if (text === "" && input.fileIds.length === 0) throw new Refusal("empty_message");
  const site = await findSite(ctx, await siteOfDevice(ctx, device.id));
  const taken = await receive(ctx, {
    channel: "chat",
    leafId: device.leafId,
    identifier: { ns: "device", value: device.id, standing: "proved" },
    externalKey: null,
    text,
    attachments: input.fileIds.map((fileId) => ({ fileId })),
    at: ctx.now,
    teamId: site?.team_id ?? null,
    mailAddressId: site?.mail_address_id ?? null,
  });
  await touch(ctx, device.leafId);
  if (!taken) throw new Error("a chat message has no external key, so it is never a repeat");
  const [message] = await toChat(ctx, [await findMessage(ctx, { customerId: taken.customerId, id: taken.messageId })]);
  return message!;
}
