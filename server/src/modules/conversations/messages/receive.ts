import type { Channel } from "../../../../../contract/conversations.ts";
import type { Namespace, Standing } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import { lockPerson } from "../../customers/index.ts";
import { lockMatter } from "../find.ts";
import { previewOf, titleOf } from "../lines.ts";
import { continuedMatter } from "../matters/continued-matter.ts";
import { openMatter } from "../matters/open-matter.ts";
import { db, type MatterRow, type Ref } from "../tables.ts";
import { type Attached, attach, type ToAttach } from "./attach.ts";
import { noteTaken, type TakenIn, takeOnce } from "./take-once.ts";
import { tell } from "./tell.ts";

/** Something that a customer said, by whatever channel. */
export interface Contact {
  readonly channel: Channel;
  /** Who spoke. */
  readonly leafId: string;
  /** The identifier it came from, and how sure we are of it now. */
  readonly identifier: { readonly ns: Namespace; readonly value: string; readonly standing: Standing } | null;
  /** Names the contact within its channel, so that a repeat changes nothing; null where the call itself is repeated safely. */
  readonly externalKey: string | null;
  /** `auto_reply` is written by the customer's machine: shown, and nobody's turn changes. */
  readonly kind?: "message" | "auto_reply";
  readonly text: string;
  readonly quoted?: string | null;
  /** Sanitised. */
  readonly html?: string | null;
  readonly subject?: string | null;
  readonly attachments?: readonly ToAttach[];
  readonly at: Date;
  /** The matter that the contact itself names, by a token or a reference. */
  readonly matterHint?: Ref | null;
  /** For a new matter: whose work it is, and the address of ours to which was written. */
  readonly teamId?: string | null;
  readonly mailAddressId?: string | null;
  readonly mailId?: string | null;
  readonly rawFileId?: string | null;
  readonly flags?: readonly string[];
}

export interface Received extends TakenIn {
  readonly number: number;
  /** It began a new matter. */
  readonly opened: boolean;
}

/**
 * Take in what a customer said: into the matter that it names, else into the one that the person has going on, else into a
 * new one. Answers null for a repeat of an external key. Two contacts of one person at the same moment make one matter.
 */
export async function receive(ctx: Ctx, contact: Contact): Promise<Received | null> {
  const { channel, externalKey } = contact;
  if (externalKey !== null && (await takeOnce(ctx, channel, externalKey))) return null;
  const person = await lockPerson(ctx, contact.leafId);
  const going = contact.matterHint ?? (await continuedMatter(ctx, contact.leafId, contact.at));
  const matter = going ? await lockMatter(ctx, going) : await openFor(ctx, person, contact);
  const viaLeaf = contact.leafId === matter.customer_id ? null : contact.leafId;
  const messageId = await write(ctx, matter, contact, viaLeaf);
  const put = { customerId: matter.customer_id, matterId: matter.id, messageId };
  if (externalKey !== null) await noteTaken(ctx, channel, externalKey, put);
  await tell(ctx, { customerId: matter.customer_id, id: matter.id }, viaLeaf);
  return { ...put, number: matter.number, opened: going === null };
}

const openFor = (ctx: Ctx, customerId: string, contact: Contact) =>
  openMatter(ctx, {
    customerId,
    subject: titleOf(contact.subject ?? null, contact.text),
    channel: contact.channel,
    at: contact.at,
    teamId: contact.teamId ?? null,
    mailAddressId: contact.mailAddressId ?? null,
  });

async function write(ctx: Ctx, matter: MatterRow, contact: Contact, viaLeaf: string | null): Promise<string> {
  const id = ctx.id();
  const { channel, at, identifier, kind = "message", flags = [] } = contact;
  await db(ctx)
    .insertInto("conversations.message")
    .values({
      customer_id: matter.customer_id,
      id,
      matter_id: matter.id,
      at,
      kind,
      direction: "in",
      channel,
      author_kind: "customer",
      author_id: contact.leafId,
      via_leaf: viaLeaf,
      ns: identifier?.ns ?? null,
      value: identifier?.value ?? null,
      standing: identifier?.standing ?? null,
      subject: contact.subject ?? null,
      text: contact.text,
      quoted: contact.quoted ?? null,
      html: contact.html ?? null,
      mail_id: contact.mailId ?? null,
      raw_file_id: contact.rawFileId ?? null,
      delivery_state: null,
      delivery_at: null,
      delivery_detail: null,
      flags: [...flags],
    })
    .execute();
  const files = await attach(ctx, { customerId: matter.customer_id, id }, contact.attachments ?? []);
  if (kind === "message") await theirTurn(ctx, matter, contact, files);
  const { number, subject } = matter;
  const news = {
    matterId: matter.id,
    messageId: id,
    number,
    subject,
    preview: previewOf(contact.text, files),
    viaLeaf,
    kind,
  };
  await emit(ctx, "message.received", matter.customer_id, news, { at, channel });
  return id;
}

/** The customer spoke last: the matter is open again, whatever it was. */
async function theirTurn(ctx: Ctx, matter: MatterRow, contact: Contact, files: readonly Attached[]): Promise<void> {
  const { channel, at } = contact;
  const isLast = at >= matter.last_at;
  await db(ctx)
    .updateTable("conversations.matter")
    .set({
      state: "open",
      needs_reply: true,
      last_in_at: matter.last_in_at && matter.last_in_at > at ? matter.last_in_at : at,
      channels: matter.channels.includes(channel) ? matter.channels : [...matter.channels, channel],
      ...(isLast ? { last_at: at, last_channel: channel, preview: previewOf(contact.text, files) } : {}),
      ...(matter.state === "open" ? {} : { version: matter.version + 1 }),
    })
    .where("customer_id", "=", matter.customer_id)
    .where("id", "=", matter.id)
    .execute();
  if (matter.state !== "closed") return;
  const { number, subject } = matter;
  const news = { matterId: matter.id, number, subject, key: "state", from: "closed", to: "open" } as const;
  await emit(ctx, "matter.changed", matter.customer_id, news, { at, channel });
}
