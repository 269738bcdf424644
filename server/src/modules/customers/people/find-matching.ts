import { type RawBuilder, sql } from "kysely";
import { readIdentifier } from "../identifiers/normalise.ts";
import { foldText } from "../identity/fold-text.ts";
import { invisible } from "../identity/normalise-identifier.ts";

/** A question that more leaves answer is too wide to be one: no more than these are put in order. */
const MOST = 10_000;

const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/**
 * The leaves that a typed text may mean, as a query of their ids: by every word of a name without diacritics (short words
 * at the beginning of a word, longer ones anywhere), by part of an e-mail address or card number, by phone number in any
 * form or its last digits. Null when it can mean nobody.
 */
export function leavesMatching(typed: string): RawBuilder<unknown> | null {
  const q = typed.replace(invisible, "");
  const ways = [byName(q), byIdentifier(q)].filter((way) => way !== null);
  return ways.length > 0 ? sql`(${sql.join(ways, sql` union all `)})` : null;
}

function byName(q: string): RawBuilder<unknown> | null {
  const words = foldText(q).split(" ").filter(Boolean).slice(0, 8);
  if (words.length === 0 || q.includes("@")) return null;
  const conditions = words.map((word) =>
    word.length > 2
      ? sql`folded like ${`%${literal(word)}%`}`
      : sql`(folded like ${`${literal(word)}%`} or folded like ${`% ${literal(word)}%`})`,
  );
  return sql`(select customer_id as id from customers.trait /* fan-out: a name is looked for among all customers */
    where key = 'name' and ${sql.join(conditions, sql` and `)} limit ${MOST})`;
}

function byIdentifier(q: string): RawBuilder<unknown> | null {
  const patterns = patternsOf(q);
  if (patterns.length === 0) return null;
  return sql`(select k.leaf_id as id from customers.identifier i join customers.link k on k.ns = i.ns and k.value = i.value
    where i.ns in ('email', 'phone', 'card') and i.value like any(${patterns}) limit ${MOST})`;
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
