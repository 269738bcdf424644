import type { z } from "zod";
import type { submitForm as call } from "../../../../../contract/chat.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { claim, leafForContact, leafOf, normalise, ownWords, prove, readIdentifier } from "../../customers/index.ts";
import { oneLine } from "../mail/clean-text.ts";
import { receive } from "../messages/receive.ts";
import { acknowledge } from "./acknowledge.ts";
import { findSite } from "./find-site.ts";

/** Nobody fills four fields in less. */
const FASTEST_MS = 2_000;

/**
 * The web form. The address is a claim until the customer answers our acknowledgement, which carries a token that only this
 * address was given. The browser's earlier visits belong to the writer, unless somebody else wrote from it before.
 */
export async function submitForm(ctx: Ctx, input: z.output<(typeof call)["input"]>): Promise<{ number: number }> {
  if ((input.website ?? "") !== "" || (input.elapsed !== undefined && input.elapsed < FASTEST_MS))
    throw new Refusal("spam");
  const site = found(await findSite(ctx, input.site));
  const email = { ns: "email", value: normalise("email", input.email, input.locale) } as const;
  const phone = input.phone?.trim() ? normalise("phone", input.phone, input.locale) : undefined;
  const name = oneLine(input.name) || email.value;
  const browser = input.anonymousId === undefined ? null : readIdentifier("anonymous", input.anonymousId);
  const visitor = browser && !browser.blocked ? { ns: "anonymous" as const, value: browser.value } : null;
  const known = visitor ? await leafOf(ctx, visitor) : null;
  const before = known ? (await ownWords(ctx, known.leafId)).email : null;
  const sameWriter = known !== null && (before === null || before === email.value);
  const { leafId, standing } = await leafForContact(ctx, {
    identifier: email,
    proof: null,
    name,
    locale: input.locale,
    origin: "form",
    ...(sameWriter ? { leafId: known.leafId } : {}),
  });
  if (visitor && known === null) await prove(ctx, leafId, visitor, { how: "source", ref: `form:${site.key}` });
  if (phone !== undefined) await claim(ctx, leafId, { ns: "phone", value: phone }, "typed");
  const taken = await receive(ctx, {
    channel: "form",
    leafId,
    identifier: { ...email, standing },
    externalKey: null,
    subject: input.subject ?? null,
    text: input.text,
    at: ctx.now,
    teamId: site.team_id,
    mailAddressId: site.mail_address_id,
  });
  if (!taken) throw new Error("a form has no external key, so it is never a repeat");
  await acknowledge(ctx, { site, taken, leafId, email, name, locale: input.locale, text: input.text });
  return { number: taken.number };
}
