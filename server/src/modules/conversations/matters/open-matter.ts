import { sql } from "kysely";
import type { Channel, MatterState } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import { db, type MatterRow } from "../tables.ts";

export interface NewMatter {
  /** The canonical leaf of the person; the row keeps it for ever. */
  readonly customerId: string;
  readonly subject: string;
  readonly channel: Channel;
  readonly at: Date;
  readonly state?: MatterState;
  readonly teamId?: string | null;
  readonly assigneeId?: string | null;
  /** The address of ours to which was written, from which we answer. */
  readonly mailAddressId?: string | null;
}

/** Begin a matter with a number of its own, still without words. */
export async function openMatter(ctx: Ctx, input: NewMatter): Promise<MatterRow> {
  const id = ctx.id();
  const { rows } = await sql<{ number: number }>`
    insert into conversations.matter_number (number, customer_id, matter_id)
    values (nextval('conversations.matter_number_seq'), ${input.customerId}, ${id}) returning number`.execute(ctx.tx);
  const { number } = rows[0]!;
  const teamId = input.teamId ?? null;
  const matter: MatterRow = {
    customer_id: input.customerId,
    id,
    number,
    subject: input.subject,
    state: input.state ?? "open",
    assignee_id: input.assigneeId ?? null,
    team_id: teamId,
    mail_address_id: input.mailAddressId ?? null,
    opened_at: input.at,
    last_at: input.at,
    last_in_at: null,
    last_channel: input.channel,
    needs_reply: false,
    preview: "",
    channels: [],
    joined_customer_id: null,
    joined_id: null,
    version: 1,
  };
  await db(ctx).insertInto("conversations.matter").values(matter).execute();
  const { subject, channel, at } = input;
  await emit(
    ctx,
    "matter.opened",
    matter.customer_id,
    { matterId: matter.id, number, subject, channel, teamId },
    { at, channel },
  );
  return matter;
}
