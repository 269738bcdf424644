import type { Standing } from "../../../../../contract/customers.ts";
import type { Locale } from "../../../../../contract/http.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { compareNames } from "../identity/compare-names.ts";
import { alternatives } from "../identity/golden-record.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { traitsOf } from "../people/golden-of.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { newLeaf } from "../people/new-leaf.ts";
import { setTrait } from "../people/set-trait.ts";
import { touch } from "../people/touch.ts";
import { claim } from "./claim.ts";
import { holdIdentifier } from "./hold-identifier.ts";
import { leafOf } from "./leaf-of.ts";
import { loneClaimant } from "./lone-claimant.ts";
import { type Proof, prove } from "./prove.ts";
import { standingOf } from "./standing-of.ts";

export interface Contact {
  readonly identifier: Identifier;
  /** What shows that the sender holds the identifier; null when it was only typed or written in a header. */
  readonly proof: Proof | null;
  readonly name?: string;
  readonly locale?: Locale;
  /** The channel: `form`, `mail`, `chat`, `phone`, `staff`. */
  readonly origin: string;
  /** The leaf that is known to speak: the device's, or that of the matter whose token was answered. */
  readonly leafId?: string;
}

/**
 * Who speaks when a contact arrives. With a proof, the person who holds the identifier, unless the name given is somebody
 * else's; otherwise whoever made the same contact by this channel and is known by nothing more, else somebody new. A
 * claim opens no history and joins nobody.
 */
export async function leafForContact(ctx: Ctx, contact: Contact): Promise<{ leafId: string; standing: Standing }> {
  const { identifier, proof } = contact;
  const leafId = contact.leafId ?? (await speaker(ctx, contact));
  if (proof) await prove(ctx, leafId, identifier, proof);
  else await claim(ctx, leafId, identifier, contact.origin === "phone" ? "caller" : "typed");
  if (contact.name) await setTrait(ctx, leafId, "name", contact.name, "customer");
  if (contact.locale) await setTrait(ctx, leafId, "locale", contact.locale, "customer");
  await touch(ctx, leafId);
  return { leafId, standing: await standingOf(ctx, leafId, identifier) };
}

/** Two first contacts of a stranger at the same moment find one leaf: the second waits here for the first. */
async function speaker(ctx: Ctx, contact: Contact): Promise<string> {
  await holdIdentifier(ctx, contact.identifier);
  const owner = contact.proof ? await leafOf(ctx, contact.identifier) : null;
  if (owner?.status === "active" && (await mayBeCalled(ctx, owner.leafId, contact.name))) return owner.leafId;
  const before = await loneClaimant(ctx, contact);
  return before ?? newLeaf(ctx, { origin: contact.origin });
}

/** A couple's mailbox: what comes under the other one's name is not filed as hers. */
async function mayBeCalled(ctx: Ctx, leafId: string, name: string | undefined): Promise<boolean> {
  if (name === undefined) return true;
  const names = alternatives(await traitsOf(ctx, await leavesOf(ctx, leafId)), "name");
  const verdicts = names.map((other) => compareNames(name, other).verdict);
  return verdicts.includes("agree") || !verdicts.includes("disagree");
}
