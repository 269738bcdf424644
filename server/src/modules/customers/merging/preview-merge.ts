import { sql } from "kysely";
import type { MergePreview } from "../../../../../contract/customers.ts";
import { contributions } from "../../../platform/contributions.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { identifiersOfLeaves } from "../identifiers/identifiers-of.ts";
import { alternatives } from "../identity/golden-record.ts";
import { makeComparer } from "../identity/leaf-evidence.ts";
import type { Reason } from "../identity/reasons.ts";
import { goldenOf, traitsOf } from "../people/golden-of.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { linesOf } from "../people/lines-of.ts";
import { isTooMuch, sizesOf } from "./join-people.ts";

/** What a merge of two customers would give, and what speaks against it; changes nothing. */
export async function previewMerge(ctx: Ctx, input: { customerId: string; otherId: string }): Promise<MergePreview> {
  const into = await leavesOf(ctx, input.customerId);
  const other = await leavesOf(ctx, input.otherId);
  if (into[0] === other[0]) throw new Refusal("same_person");
  const both = [...into, ...other];
  const lines = await linesOf(ctx, both);
  return {
    into: lines.get(into[0]!)!,
    other: lines.get(other[0]!)!,
    leaves: both.length,
    identifiers: await identifiersOfLeaves(ctx, both),
    warnings: await warningsFor(ctx, into, other),
    result: await goldenOf(ctx, both),
    contents: await contentsOf(ctx, into, other),
  };
}

async function warningsFor(
  ctx: Ctx,
  into: readonly string[],
  other: readonly string[],
): Promise<(Reason | "merge_limit")[]> {
  const warnings: (Reason | "merge_limit")[] = [];
  const [mine, theirs] = [await traitsOf(ctx, into), await traitsOf(ctx, other)];
  const { disagreement } = makeComparer();
  const none = { names: [], birthDates: [] };
  const names = [mine, theirs].map((traits) => ({ ...none, names: alternatives(traits, "name") }));
  const births = [mine, theirs].map((traits) => ({ ...none, birthDates: alternatives(traits, "birth_date") }));
  for (const [a, b] of [names, births]) {
    const reason = disagreement(a!, b!);
    if (reason) warnings.push(reason);
  }
  const { rows } = await sql<{ users: boolean; apart: boolean }>`
    select
      (select count(distinct value) > 1 and bool_or(leaf_id = any(${into}::uuid[])) and bool_or(leaf_id = any(${other}::uuid[]))
        from customers.link where leaf_id = any(${[...into, ...other]}::uuid[]) and ns = 'user' and how not in ('typed', 'caller', 'address', 'alias')) as users,
      exists (select 1 from customers.apart where undone_at is null and
        (a_leaf = any(${into}::uuid[]) and b_leaf = any(${other}::uuid[]) or b_leaf = any(${into}::uuid[]) and a_leaf = any(${other}::uuid[]))) as apart`.execute(
    ctx.tx,
  );
  if (rows[0]?.users) warnings.push("unique_identifier_disagrees");
  if (rows[0]?.apart) warnings.push("kept_apart");
  if (isTooMuch(await sizesOf(ctx, [into[0]!, other[0]!]))) warnings.push("merge_limit");
  return warnings;
}

async function contentsOf(
  ctx: Ctx,
  into: readonly string[],
  other: readonly string[],
): Promise<MergePreview["contents"]> {
  const found: MergePreview["contents"] = [];
  for (const { room, contents } of contributions()) {
    if (!contents) continue;
    const [mine, theirs] = [await contents(ctx, into), await contents(ctx, other)];
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)]))
      found.push({ room, key, into: mine[key] ?? 0, other: theirs[key] ?? 0 });
  }
  return found;
}
