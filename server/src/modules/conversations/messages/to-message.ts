import type { Attachment, Message } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { linesOf } from "../../customers/index.ts";
import { memberNames } from "../../staff/index.ts";
import { type AttachmentRow, db, type MessageRow } from "../tables.ts";

export const toAttachment = (row: AttachmentRow): Attachment => ({
  fileId: row.file_id,
  name: row.name,
  type: row.type,
  size: row.size,
  inline: row.inline,
});

/** Attachments of messages, in their order, by the id of the message. */
export async function attachmentsOf(ctx: Ctx, rows: readonly MessageRow[]): Promise<Map<string, AttachmentRow[]>> {
  if (rows.length === 0) return new Map();
  const files = await db(ctx)
    .selectFrom("conversations.attachment")
    .selectAll()
    .where("customer_id", "in", [...new Set(rows.map((row) => row.customer_id))])
    .where(
      "message_id",
      "in",
      rows.map((row) => row.id),
    )
    .orderBy("position")
    .execute();
  return Map.groupBy(files, (file) => file.message_id);
}

/** What a customer wrote from, where that says something to a person: the id of a browser or a device does not. */
const addressOf = ({ author_kind: kind, direction, ns, value }: MessageRow): string | null =>
  kind === "customer" && direction === "in" && (ns === "email" || ns === "phone") ? value : null;

/** Messages in the contract's shape: with their files, and the names and photos of who wrote them. */
export async function toMessages(ctx: Ctx, rows: readonly MessageRow[]): Promise<Message[]> {
  const files = await attachmentsOf(ctx, rows);
  const authors = (kind: MessageRow["author_kind"]) => [
    ...new Set(rows.filter((row) => row.author_kind === kind).flatMap((row) => row.author_id ?? [])),
  ];
  const members = await memberNames(ctx, authors("member"));
  const customers = await linesOf(ctx, authors("customer"));
  const authorOf = (row: MessageRow): Message["author"] => {
    const { author_kind: kind, author_id: id } = row;
    const member = kind === "member" && id !== null ? members.get(id) : undefined;
    const customer = kind === "customer" && id !== null ? customers.get(id) : undefined;
    const name = member?.name ?? customer?.name ?? addressOf(row) ?? customer?.email ?? customer?.phone ?? null;
    return { kind, id: customer?.id ?? id, name, photo: member?.photo ?? null };
  };
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    matterId: row.matter_id,
    at: row.at.toISOString(),
    kind: row.kind,
    direction: row.direction,
    channel: row.channel,
    author: authorOf(row),
    viaLeaf: row.via_leaf,
    identifier: row.ns && row.value && row.standing ? { ns: row.ns, value: row.value, standing: row.standing } : null,
    subject: row.subject,
    text: row.text,
    quoted: row.quoted,
    hasHtml: row.html !== null,
    attachments: (files.get(row.id) ?? []).map(toAttachment),
    delivery:
      row.direction === "out" && row.delivery_state
        ? { state: row.delivery_state, at: (row.delivery_at ?? row.at).toISOString(), detail: row.delivery_detail }
        : null,
    flags: row.flags,
  }));
}

/** One message in the contract's shape. */
export const toMessage = async (ctx: Ctx, row: MessageRow): Promise<Message> => (await toMessages(ctx, [row]))[0]!;
