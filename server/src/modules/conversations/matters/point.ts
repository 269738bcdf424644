import { sql } from "kysely";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { db, type MatterRow, type Ref, type Was } from "../tables.ts";

/** How two matters come together. */
interface Joining {
  /** By a proof on the customer's device, not by staff. */
  readonly byProof?: boolean;
  /** `into` was made for this alone: there is nothing to give back. */
  readonly isMade?: boolean;
}

/** Read `part` as part of `into` from now on: a pointer here, a row there, and the figures of both in the one that is shown. */
export async function point(ctx: Ctx, part: MatterRow, into: MatterRow, joining: Joining = {}): Promise<void> {
  const refs = [part, into].map((row): Ref => ({ customerId: row.customer_id, id: row.id })) as [Ref, Ref];
  const before = [await asJson(ctx, refs[0]), await asJson(ctx, refs[1])] as const;
  await db(ctx)
    .updateTable("conversations.matter")
    .set({ joined_customer_id: into.customer_id, joined_id: into.id, version: part.version + 1 })
    .where("customer_id", "=", part.customer_id)
    .where("id", "=", part.id)
    .execute();
  const newer = part.last_at > into.last_at ? part : into;
  const spoke = [into.last_in_at, part.last_in_at].filter((at) => at !== null);
  await db(ctx)
    .updateTable("conversations.matter")
    .set({
      last_at: newer.last_at,
      last_channel: newer.last_channel,
      preview: newer.preview,
      last_in_at: spoke.length > 0 ? new Date(Math.max(...spoke.map((at) => at.getTime()))) : null,
      needs_reply: into.needs_reply || part.needs_reply,
      state: into.state === "closed" ? part.state : part.state === "open" ? "open" : into.state,
      channels: [...new Set([...into.channels, ...part.channels])],
      assignee_id: into.assignee_id ?? part.assignee_id,
      version: into.version + 1,
    })
    .where("customer_id", "=", into.customer_id)
    .where("id", "=", into.id)
    .execute();
  const was: Was = {
    part: [before[0], await asJson(ctx, refs[0])],
    into: [before[1], await asJson(ctx, refs[1])],
  };
  await db(ctx)
    .insertInto("conversations.joined")
    .values({
      customer_id: into.customer_id,
      matter_id: into.id,
      other_customer_id: part.customer_id,
      other_id: part.id,
      at: ctx.now,
      actor: actorName(ctx.actor),
      by_proof: joining.byProof === true,
      was: joining.isMade ? null : JSON.stringify(was),
    })
    .execute();
}

/** Give both matters back as they were before the join. False, and nothing done, where either has changed since. */
export async function unpoint(ctx: Ctx, part: Ref, into: Ref, was: Was): Promise<boolean> {
  for (const [ref, [, after]] of [[part, was.part] as const, [into, was.into] as const])
    if (!(await isStill(ctx, ref, after))) return false;
  for (const [ref, [before]] of [[part, was.part] as const, [into, was.into] as const])
    await sql`
      update conversations.matter m set subject = b.subject, state = b.state, assignee_id = b.assignee_id, team_id = b.team_id,
        mail_address_id = b.mail_address_id, last_at = b.last_at, last_in_at = b.last_in_at, last_channel = b.last_channel,
        needs_reply = b.needs_reply, preview = b.preview, channels = b.channels, joined_customer_id = b.joined_customer_id,
        joined_id = b.joined_id, version = b.version
      from jsonb_populate_record(null::conversations.matter, ${JSON.stringify(before)}::jsonb) b
      where m.customer_id = ${ref.customerId} and m.id = ${ref.id}`.execute(ctx.tx);
  return true;
}

async function asJson(ctx: Ctx, { customerId, id }: Ref): Promise<unknown> {
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(m) as row from conversations.matter m where m.customer_id = ${customerId} and m.id = ${id}`.execute(
    ctx.tx,
  );
  return rows[0]?.row;
}

async function isStill(ctx: Ctx, { customerId, id }: Ref, row: unknown): Promise<boolean> {
  const { rows } = await sql`
    select 1 from conversations.matter m where m.customer_id = ${customerId} and m.id = ${id}
      and to_jsonb(m) = ${JSON.stringify(row)}::jsonb`.execute(ctx.tx);
  return rows.length > 0;
}
