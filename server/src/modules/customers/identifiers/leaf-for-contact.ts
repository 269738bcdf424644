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
import { type Held, holdIdentifier } from "./hold-identifier.ts";
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
  /** The leaf that should be speaking: the browser's, or that of the matter whose token was answered. */
  readonly leafId?: string;
}

/**
 * Who speaks when a contact arrives: the leaf that should be speaking; with a proof, the person who holds the identifier;
 * else whoever made the same contact by this channel and is known by nothing more; else somebody new. Never one whose name
 * the given one contradicts. A claim opens no history and joins nobody.
 */
export async function leafForContact(ctx: Ctx, contact: Contact): Promise<{ leafId: string; standing: Standing }> {
  const { identifier, proof } = contact;
  const { leafId, isNew, held } = await speaker(ctx, contact);
  if (proof) await prove(ctx, leafId, identifier, proof, held);
  else await claim(ctx, leafId, identifier, contact.origin === "phone" ? "caller" : "typed", held);
  if (contact.name) await setTrait(ctx, leafId, "name", contact.name, "customer");
  if (contact.locale) await setTrait(ctx, leafId, "locale", contact.locale, "customer");
  if (!isNew) await touch(ctx, leafId);
  return { leafId, standing: await standingOf(ctx, leafId, identifier) };
}

interface Speaker {
  readonly leafId: string;
  readonly isNew: boolean;
  /** How the identifier stands, where it had to be locked. */
  readonly held?: Held;
}

/** Two first contacts of a stranger at the same moment find one leaf: the second waits here for the first. */
async function speaker(ctx: Ctx, contact: Contact): Promise<Speaker> {
  const { leafId, name, origin } = contact;
  if (leafId !== undefined && (await mayBeCalled(ctx, leafId, name))) return { leafId, isNew: false };
  const held = await holdIdentifier(ctx, contact.identifier);
  const owner = contact.proof && held.status === "active" ? held.leafId : null;
  if (owner !== null && (await mayBeCalled(ctx, owner, name))) return { leafId: owner, isNew: false, held };
  const before = held.isFresh ? null : await loneClaimant(ctx, contact);
  if (before !== null) return { leafId: before, isNew: false, held };
  return { leafId: await newLeaf(ctx, { origin }), isNew: true, held };
}

/**
 * A couple's mailbox or browser: what comes under the other one's name is not filed as hers. Another family name alone
 * comes by a marriage more often than by another Anna.
 */
async function mayBeCalled(ctx: Ctx, leafId: string, name: string | undefined): Promise<boolean> {
  if (name === undefined) return true;
  const names = alternatives(await traitsOf(ctx, await leavesOf(ctx, leafId)), "name");
  const compared = names.map((other) => compareNames(name, other));
  const isOther = compared.some(({ verdict, reason }) => verdict === "disagree" && reason !== "family_name");
  return !isOther || compared.some(({ verdict }) => verdict === "agree");
}
