import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { job } from "../../../platform/jobs.ts";
import { normaliseIdentifier } from "../identity/normalise-identifier.ts";
import { isSoundPattern } from "../identity/sound-pattern.ts";
import { db } from "../tables.ts";

type BlockedValue = z.output<typeof contract.BlockedValue>;

const LONGEST_PATTERN = 200;

/** The values that the company has blocked, besides the built-in ones. */
export async function blockedValues(ctx: Ctx): Promise<{ items: BlockedValue[] }> {
  const items = await db(ctx)
    .selectFrom("customers.blocked_value")
    .selectAll()
    .orderBy("value")
    .orderBy("id")
    .execute();
  return { items };
}

/**
 * Stop a value from identifying anybody. What it joined comes apart in the background. Refuses `bad_identifier` for a value
 * that is none of its namespace or a pattern that is no sound regular expression, `name_taken` for one that is there.
 */
export async function blockValue(ctx: Ctx, input: z.output<typeof contract.blockValue.input>): Promise<BlockedValue> {
  const { ns, kind } = input;
  const value = kind === "exact" ? exact(input) : pattern(input);
  const rows = await db(ctx).selectFrom("customers.blocked_value").select(["ns", "kind", "value"]).execute();
  if (rows.some((row) => row.ns === ns && row.kind === kind && row.value === value)) throw new Refusal("name_taken");
  const added = { id: ctx.id(), ns, kind, value };
  await db(ctx).insertInto("customers.blocked_value").values(added).execute();
  await judgeLater(ctx);
  return added;
}

/** Let a value identify people again. */
export async function unblockValue(ctx: Ctx, { blockedId }: { blockedId: string }): Promise<Record<string, never>> {
  found(
    await db(ctx).deleteFrom("customers.blocked_value").where("id", "=", blockedId).returning("id").executeTakeFirst(),
  );
  await judgeLater(ctx);
  return {};
}

const judgeLater = (ctx: Ctx) => job(ctx, "judge-identifiers", { after: null }, { key: "judge-identifiers" });

function exact({ ns, value }: Omit<BlockedValue, "id">): string {
  if (ns === null && value.trim() === "") throw new Refusal("bad_identifier", { ns });
  if (ns === null) return value.trim();
  const result = normaliseIdentifier(ns, value);
  if (!("value" in result)) throw new Refusal("bad_identifier", { ns });
  return result.value;
}

function pattern({ ns, value }: Omit<BlockedValue, "id">): string {
  if (value.length > LONGEST_PATTERN) throw new Refusal("bad_identifier");
  try {
    if (!isSoundPattern(value)) throw new Refusal("bad_identifier", { ns });
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal("bad_identifier", { ns });
    throw error;
  }
  return value;
}
