import type { Matter } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { findMatter, lockMatter, partsOf } from "../find.ts";
import { tell } from "../messages/tell.ts";
import { db, type MatterRow, type Ref } from "../tables.ts";
import { openMatter } from "./open-matter.ts";
import { point } from "./point.ts";
import { recount } from "./recount.ts";
import { toMatter } from "./to-matter.ts";

interface Input {
  readonly customerId: string;
  readonly matterId: string;
  readonly messageIds: readonly string[];
  readonly subject: string;
}

type Chosen = Ref & { readonly at: Date };

/**
 * Take some, not all, of the messages out into a matter of their own. Each message stays with the leaf that owns it: where
 * they belong to several, the others go into a matter that is read as part of the new one.
 */
export async function split(ctx: Ctx, input: Input): Promise<Matter> {
  const matter = await lockMatter(ctx, { customerId: input.customerId, id: input.matterId });
  const parts = await partsOf(ctx, { customerId: matter.customer_id, id: matter.id });
  const chosen = await choose(ctx, parts, input.messageIds);
  const owners = Map.groupBy(chosen, (message) => message.customerId);
  const main = owners.has(matter.customer_id) ? matter.customer_id : [...owners.keys()][0]!;
  const fresh = await takeOut(ctx, matter, main, owners.get(main)!, input.subject);
  for (const [customerId, messages] of owners) {
    if (customerId === main) continue;
    const side = await takeOut(ctx, matter, customerId, messages, input.subject);
    await point(ctx, side, await findMatter(ctx, { customerId: main, id: fresh.id }));
  }
  await recount(ctx, await findMatter(ctx, { customerId: main, id: fresh.id }));
  await recount(ctx, matter);
  const from = { fromId: matter.id, fromNumber: matter.number, messages: chosen.length };
  await emit(ctx, "matter.split", main, { matterId: fresh.id, number: fresh.number, subject: fresh.subject, ...from });
  await tell(ctx, { customerId: matter.customer_id, id: matter.id });
  await tell(ctx, { customerId: main, id: fresh.id });
  return toMatter(await findMatter(ctx, { customerId: main, id: fresh.id }));
}

/** The chosen messages of these matters. Refuses `nothing_to_split` when none or all are chosen, or one lies elsewhere. */
async function choose(ctx: Ctx, parts: readonly Ref[], ids: readonly string[]): Promise<Chosen[]> {
  const all = await db(ctx)
    .selectFrom("conversations.message")
    .select(["customer_id as customerId", "id", "at"])
    .where("customer_id", "in", [...new Set(parts.map((part) => part.customerId))])
    .where(
      "matter_id",
      "in",
      parts.map((part) => part.id),
    )
    .orderBy("at")
    .orderBy("id")
    .execute();
  const wanted = new Set(ids);
  const chosen = all.filter((message) => wanted.has(message.id));
  if (chosen.length !== wanted.size || chosen.length === 0 || chosen.length === all.length)
    throw new Refusal("nothing_to_split");
  return chosen;
}

async function takeOut(
  ctx: Ctx,
  from: MatterRow,
  customerId: string,
  messages: readonly Chosen[],
  subject: string,
): Promise<MatterRow> {
  const fresh = await openMatter(ctx, {
    customerId,
    subject,
    channel: from.last_channel,
    at: messages[0]!.at,
    state: "open",
    teamId: from.team_id,
    assigneeId: from.assignee_id,
    mailAddressId: from.mail_address_id,
  });
  await db(ctx)
    .updateTable("conversations.message")
    .set({ matter_id: fresh.id })
    .where("customer_id", "=", customerId)
    .where(
      "id",
      "in",
      messages.map((message) => message.id),
    )
    .execute();
  return fresh;
}
