import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { readIdentifier } from "../identifiers/normalise.ts";
import { foldText } from "../identity/fold-text.ts";

/** A question that more leaves answer is too wide to be one; these many are put in order. */
const MOST = 5_000;

const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/**
 * The leaves that a typed text may mean: by every word of a name without diacritics (short words at the beginning of a
 * word, longer ones anywhere), by part of an e-mail address or card number, by phone number in any form or its last digits.
 */
export async function findMatching(ctx: Ctx, q: string): Promise<string[]> {
  const found = new Set([...(await byName(ctx, q)), ...(await byIdentifier(ctx, q))]);
  return [...found];
}

async function byName(ctx: Ctx, q: string): Promise<string[]> {
  const words = foldText(q).split(" ").filter(Boolean).slice(0, 8);
  if (words.length === 0 || q.includes("@")) return [];
  const conditions = words.map((word) =>
    word.length > 2
      ? sql`customers.fold(value) like ${`%${literal(word)}%`}`
      : sql`(customers.fold(value) like ${`${literal(word)}%`} or customers.fold(value) like ${`% ${literal(word)}%`})`,
  );
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from customers.trait /* fan-out: a name is looked for among all customers */
    where key = 'name' and ${sql.join(conditions, sql` and `)} limit ${MOST}`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

async function byIdentifier(ctx: Ctx, q: string): Promise<string[]> {
  const patterns = patternsOf(q);
  if (patterns.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct k.leaf_id as id
    from customers.identifier i join customers.link k on k.ns = i.ns and k.value = i.value
    where i.ns in ('email', 'phone', 'card') and i.value like any(${patterns}) limit ${MOST}`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

/** How identifiers are written that the text may be, or be a part of. */
function patternsOf(q: string): string[] {
  const bare = q.toLowerCase().replace(/\s+/g, "");
  const patterns: string[] = [];
  const digits = q.replace(/\D/g, "").replace(/^0+/, "");
  if (/^[+\d\s()./-]+$/.test(q)) {
    if (digits.length >= 4) patterns.push(`%${digits}%`);
    for (const locale of ["pl", "ro"] as const) {
      const phone = readIdentifier("phone", q, locale);
      if (phone) patterns.push(phone.value);
    }
  } else if (bare.length > 2) {
    patterns.push(`%${literal(bare)}%`);
  } else if (bare.length > 0) {
    patterns.push(`${literal(bare)}%`);
  }
  const card = readIdentifier("card", q);
  if (card) patterns.push(literal(card.value));
  return patterns;
}
