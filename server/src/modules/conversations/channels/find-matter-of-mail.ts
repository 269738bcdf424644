import type { Ctx } from "../../../platform/ctx.ts";
import { findByNumber, findMessage, readAs } from "../find.ts";
import type { Lookup } from "../mail/find-thread.ts";
import { db, type MessageRow, type Ref } from "../tables.ts";
import { byToken, type TokenOf } from "./reply-token.ts";

/** Where a mail belongs, by which sign. */
export interface Threaded {
  readonly matter: Ref;
  /** The token it carried where only its holder would put it. */
  readonly token: TokenOf | null;
  /** The leaf that wrote from, or was written to at, the sender's address in this matter before; null for a stranger to it. */
  readonly knownLeaf: string | null;
}

/** The message of ours or of others that has this Message-ID; null when we have seen none. */
export async function byMailId(ctx: Ctx, mailId: string): Promise<MessageRow | null> {
  const row = await db(ctx)
    .selectFrom("conversations.mail_reference")
    .selectAll()
    .where("mail_id", "=", mailId)
    .executeTakeFirst();
  return row ? findMessage(ctx, { customerId: row.customer_id, id: row.message_id }) : null;
}

/**
 * The matter that the mail itself names; the first lookup that leads to one decides. What others than its sender may know
 * (a quoted token, a number, a reference to a list's mail) counts only for somebody who took part in the matter.
 */
export async function matterOfMail(
  ctx: Ctx,
  lookups: readonly Lookup[],
  sender: string | null,
): Promise<Threaded | null> {
  for (const lookup of lookups) {
    const hit = await follow(ctx, lookup);
    if (!hit) continue;
    const knownLeaf = sender === null ? null : await leafIn(ctx, hit.matter, sender);
    if (hit.onlyKnown && knownLeaf === null) continue;
    return { matter: hit.matter, token: hit.token, knownLeaf };
  }
  return null;
}

interface Hit {
  readonly matter: Ref;
  readonly token: TokenOf | null;
  readonly onlyKnown: boolean;
}

async function follow(ctx: Ctx, lookup: Lookup): Promise<Hit | null> {
  if (lookup.by === "token") {
    const token = await byToken(ctx, lookup.token);
    return (
      token && {
        matter: token.matter,
        token: lookup.strength === "sure" ? token : null,
        onlyKnown: lookup.strength !== "sure",
      }
    );
  }
  if (lookup.by === "message_id") {
    const message = await byMailId(ctx, lookup.messageId);
    if (!message) return null;
    const matter = { customerId: message.customer_id, id: message.matter_id };
    return { matter, token: null, onlyKnown: message.direction === "in" && message.flags.includes("automatic") };
  }
  const matter = await findByNumber(ctx, lookup.number).catch(() => null);
  return matter && { matter: { customerId: matter.customer_id, id: matter.id }, token: null, onlyKnown: true };
}

/** The leaf for which this address wrote or was written to in the matter, or in the one it is read as part of. */
async function leafIn(ctx: Ctx, ref: Ref, address: string): Promise<string | null> {
  const root = await readAs(ctx, ref);
  for (const matter of [ref, { customerId: root.customer_id, id: root.id }]) {
    const row = await db(ctx)
      .selectFrom("conversations.message")
      .select(["customer_id", "via_leaf"])
      .where("customer_id", "=", matter.customerId)
      .where("matter_id", "=", matter.id)
      .where("value", "=", address)
      .where("ns", "=", "email")
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .executeTakeFirst();
    if (row) return row.via_leaf ?? row.customer_id;
  }
  return null;
}
