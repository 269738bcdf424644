import type { Matter } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { canonicalsOf, lockPerson } from "../../customers/index.ts";
import { recordAccess } from "../../staff/index.ts";
import { findMatter, lockMatter, readAs } from "../find.ts";
import { tell } from "../messages/tell.ts";
import { openMatter } from "./open-matter.ts";
import { point } from "./point.ts";
import { toMatter } from "./to-matter.ts";

interface Input {
  readonly customerId: string;
  readonly matterId: string;
  readonly toCustomerId: string;
}

/**
 * Give a matter to the customer it really belongs to: a new matter there, of which the old one is read as a part from now
 * on. No row changes its owner, and `unjoin` takes it back.
 */
export async function move(ctx: Ctx, input: Input): Promise<Matter> {
  const asked = await readAs(ctx, { customerId: input.customerId, id: input.matterId });
  const to = await lockPerson(ctx, input.toCustomerId);
  if ((await canonicalsOf(ctx, [asked.customer_id])).get(asked.customer_id) === to) throw new Refusal("same_person");
  const from = await lockMatter(ctx, { customerId: asked.customer_id, id: asked.id });
  const matter = await openMatter(ctx, {
    customerId: to,
    subject: from.subject,
    channel: from.last_channel,
    at: ctx.now,
    state: from.state,
    teamId: from.team_id,
    assigneeId: from.assignee_id,
    mailAddressId: from.mail_address_id,
  });
  await point(ctx, from, { ...matter, last_at: from.last_at, preview: from.preview }, { isMade: true });
  const { id: matterId, number, subject } = from;
  await emit(ctx, "matter.moved", from.customer_id, { matterId, number, subject, toCustomerId: to, toId: matter.id });
  for (const customerId of [from.customer_id, to])
    await recordAccess(ctx, { customerId, action: "matter.moved", detail: { number, to: matter.number } });
  await tell(ctx, { customerId: from.customer_id, id: from.id });
  await tell(ctx, { customerId: to, id: matter.id });
  return toMatter(await findMatter(ctx, { customerId: to, id: matter.id }));
}
