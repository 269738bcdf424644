import type { Matter, MatterLine } from "../../../../../contract/conversations.ts";
import type { CustomerLine } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { linesOf } from "../../customers/index.ts";
import type { MatterRow } from "../tables.ts";

/** A matter in the contract's shape. */
export const toMatter = (row: MatterRow): Matter => ({
  id: row.id,
  customerId: row.customer_id,
  number: row.number,
  subject: row.subject,
  state: row.state,
  assigneeId: row.assignee_id,
  teamId: row.team_id,
  openedAt: row.opened_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  lastChannel: row.last_channel,
  needsReply: row.needs_reply,
  version: row.version,
});

/** A matter with the moment up to which the asking member has seen it. */
export type SeenMatterRow = MatterRow & { seen_at: Date | null };

/** Lines of the inbox, each with the customer by whom it is read. */
export async function toLines(ctx: Ctx, rows: readonly SeenMatterRow[]): Promise<(row: SeenMatterRow) => MatterLine> {
  const customers = await linesOf(ctx, [...new Set(rows.map((row) => row.customer_id))]);
  return (row) => ({
    ...toMatter(row),
    customer: lineOr(customers, row),
    preview: row.preview,
    channels: row.channels,
    unread: row.last_in_at !== null && (row.seen_at === null || row.last_in_at > row.seen_at),
  });
}

/** A customer of whom nothing is left but the matter is shown without a name. */
const lineOr = (customers: ReadonlyMap<string, CustomerLine>, row: MatterRow): CustomerLine =>
  customers.get(row.customer_id) ?? {
    id: row.customer_id,
    name: null,
    email: null,
    phone: null,
    known: false,
    createdAt: row.opened_at.toISOString(),
    lastSeenAt: row.last_at.toISOString(),
  };
