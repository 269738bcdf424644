import type { MatterDetail } from "../../../../../contract/conversations.ts";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { canonicalsOf } from "../../customers/index.ts";
import { lockMatter, readAs } from "../find.ts";
import { tell } from "../messages/tell.ts";
import { db, type MatterRow } from "../tables.ts";
import { detailOf } from "./get.ts";

interface Input {
  readonly customerId: string;
  readonly matterId: string;
  readonly otherCustomerId: string;
  readonly otherId: string;
}

/** Lock two matters, whichever they are read as, in the order of their ids. */
export async function lockBoth(ctx: Ctx, a: MatterRow, b: MatterRow): Promise<[MatterRow, MatterRow]> {
  const lock = (row: MatterRow) => lockMatter(ctx, { customerId: row.customer_id, id: row.id });
  if (a.id < b.id) {
    const first = await lock(a);
    return [first, await lock(b)];
  }
  const second = await lock(b);
  return [await lock(a), second];
}

/** Read another matter of the same person as part of this one. Nothing is moved; repeated it changes nothing. */
export async function join(ctx: Ctx, input: Input): Promise<MatterDetail> {
  const asked = await readAs(ctx, { customerId: input.customerId, id: input.matterId });
  const other = await readAs(ctx, { customerId: input.otherCustomerId, id: input.otherId });
  if (asked.id === other.id) return detailOf(ctx, asked);
  const canonical = await canonicalsOf(ctx, [asked.customer_id, other.customer_id]);
  if (canonical.get(asked.customer_id) !== canonical.get(other.customer_id)) throw new Refusal("other_customer");
  const [into, part] = await lockBoth(ctx, asked, other);
  if (into.id === part.id) return detailOf(ctx, into);
  await point(ctx, part, into);
  const { number, subject } = into;
  const to = { otherCustomerId: part.customer_id, otherId: part.id, otherNumber: part.number };
  await emit(ctx, "matter.joined", into.customer_id, { matterId: into.id, number, subject, ...to });
  await tell(ctx, { customerId: part.customer_id, id: part.id });
  await tell(ctx, { customerId: into.customer_id, id: into.id });
  return detailOf(ctx, await readAs(ctx, { customerId: into.customer_id, id: into.id }));
}

/** Read `part` as part of `into` from now on: a pointer here, a row there, and the figures of both in the one that is shown. */
export async function point(ctx: Ctx, part: MatterRow, into: MatterRow): Promise<void> {
  await db(ctx)
    .updateTable("conversations.matter")
    .set({ joined_customer_id: into.customer_id, joined_id: into.id, version: part.version + 1 })
    .where("customer_id", "=", part.customer_id)
    .where("id", "=", part.id)
    .execute();
  await db(ctx)
    .insertInto("conversations.joined")
    .values({
      customer_id: into.customer_id,
      matter_id: into.id,
      other_customer_id: part.customer_id,
      other_id: part.id,
      at: ctx.now,
      actor: actorName(ctx.actor),
    })
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
}
