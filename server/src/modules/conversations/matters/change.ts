import type { Matter, MatterState } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { isActiveMember, requireTeam } from "../../staff/index.ts";
import { lockMatter } from "../find.ts";
import { oneLine } from "../mail/clean-text.ts";
import { tell } from "../messages/tell.ts";
import { db, type MatterRow } from "../tables.ts";
import { toMatter } from "./to-matter.ts";

interface Input {
  readonly customerId: string;
  readonly matterId: string;
  readonly version: number;
  readonly assigneeId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
  readonly state?: MatterState | undefined;
  readonly subject?: string | undefined;
}

/** Change who has the matter, its state or subject, if it still is as the asking screen showed it. */
export async function change(ctx: Ctx, input: Input): Promise<Matter> {
  const matter = await lockMatter(ctx, { customerId: input.customerId, id: input.matterId });
  if (matter.version !== input.version) throw new Refusal("changed_meanwhile");
  const { assigneeId = matter.assignee_id } = input;
  if (assigneeId !== null && assigneeId !== matter.assignee_id && !(await isActiveMember(ctx, assigneeId)))
    throw new Refusal("not_found");
  if (input.teamId !== matter.team_id) await requireTeam(ctx, input.teamId);
  const after: MatterRow = {
    ...matter,
    assignee_id: assigneeId,
    team_id: input.teamId === undefined ? matter.team_id : input.teamId,
    state: input.state ?? matter.state,
    subject: oneLine(input.subject ?? "") || matter.subject,
    needs_reply: input.state === "closed" ? false : matter.needs_reply,
    version: matter.version + 1,
  };
  const { state, subject, needs_reply, version } = after;
  await db(ctx)
    .updateTable("conversations.matter")
    .set({ assignee_id: after.assignee_id, team_id: after.team_id, state, subject, needs_reply, version })
    .where("customer_id", "=", matter.customer_id)
    .where("id", "=", matter.id)
    .execute();
  await report(ctx, matter, after);
  await tell(ctx, { customerId: matter.customer_id, id: matter.id });
  return toMatter(after);
}

async function report(ctx: Ctx, before: MatterRow, after: MatterRow): Promise<void> {
  const changes = [
    ["state", before.state, after.state],
    ["assignee", before.assignee_id, after.assignee_id],
    ["team", before.team_id, after.team_id],
    ["subject", before.subject, after.subject],
  ] as const;
  const news = { matterId: after.id, number: after.number, subject: after.subject };
  for (const [key, from, to] of changes)
    if (from !== to) await emit(ctx, "matter.changed", after.customer_id, { ...news, key, from, to });
}
