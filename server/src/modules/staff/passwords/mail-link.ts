import { companyName } from "../../../platform/company.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { queueMail } from "../../../platform/mail/outbox.ts";
import { text } from "../../../platform/texts.ts";
import type { MemberRow } from "../tables.ts";
import { makeLink } from "./links.ts";

type Addressee = Pick<MemberRow, "id" | "name" | "email" | "locale">;

/** Invite a member: a mail in the member's language with a link, good for 7 days, to set a first password. */
export async function mailInvitation(ctx: Ctx, to: Addressee, inviter: string): Promise<void> {
  const company = await companyName(ctx);
  const values = { company, inviter, name: to.name, link: await makeLink(ctx, "invitation", to.id) };
  const subject = text(to.locale, "staff.invitation.subject", values);
  await send(ctx, to, ctx.id(), company, subject, text(to.locale, "staff.invitation.text", values));
}

/** Send a link, good for an hour, to set a new password. `id` names the request, so that a repeat mails once. */
export async function mailReset(ctx: Ctx, to: Addressee, id: string): Promise<void> {
  const company = await companyName(ctx);
  const values = { company, name: to.name, link: await makeLink(ctx, "reset", to.id) };
  const subject = text(to.locale, "staff.reset.subject", values);
  await send(ctx, to, id, company, subject, text(to.locale, "staff.reset.text", values));
}

/** No machine shall answer it: a null envelope sender (RFC 5321 §4.5.5) and `Auto-Submitted` (RFC 3834 §5). */
function send(ctx: Ctx, to: Addressee, id: string, company: string, subject: string, body: string): Promise<void> {
  const address = ctx.settings.MAIL_FROM;
  return queueMail(ctx, {
    key: `staff:${id}`,
    customerId: null,
    sender: { name: company, address },
    envelopeFrom: "",
    recipient: to.email,
    messageId: `<${id}@${address.split("@").at(-1)}>`,
    content: { subject, text: body, headers: { "Auto-Submitted": "auto-generated" } },
  });
}
