import type { MatterDetail } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { canonicalsOf } from "../../customers/index.ts";
import { lockMatter, readAs } from "../find.ts";
import { tell } from "../messages/tell.ts";
import type { MatterRow } from "../tables.ts";
import { detailOf } from "./get.ts";
import { point } from "./point.ts";

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
  const into = await joinInto(ctx, asked, other);
  return detailOf(ctx, await readAs(ctx, { customerId: into.customer_id, id: into.id }));
}

/** Join the second of two matters of one person into the first; answers the one that both are read as. */
export async function joinInto(ctx: Ctx, a: MatterRow, b: MatterRow, byProof = false): Promise<MatterRow> {
  const [into, part] = await lockBoth(ctx, a, b);
  if (into.id === part.id) return into;
  await point(ctx, part, into, { byProof });
  const { number, subject } = into;
  const to = { otherCustomerId: part.customer_id, otherId: part.id, otherNumber: part.number };
  await emit(ctx, "matter.joined", into.customer_id, { matterId: into.id, number, subject, ...to });
  await tell(ctx, { customerId: part.customer_id, id: part.id });
  await tell(ctx, { customerId: into.customer_id, id: into.id });
  return into;
}
