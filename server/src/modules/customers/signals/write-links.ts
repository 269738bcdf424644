import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Way } from "../identity/facts.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";

/** A leaf came by an identifier in this way, by the clocks of the events. */
export interface NewLink extends Identifier {
  readonly leafId: string;
  readonly how: Way;
  readonly first: Date;
  readonly last: Date;
}

export interface WrittenLink extends Identifier {
  readonly leafId: string;
  readonly how: Way;
  /** The leaf had not come by it in this way before. */
  readonly fresh: boolean;
  /** Or not so early. */
  readonly isFirst: boolean;
}

const placeOf = (link: Pick<NewLink, "leafId" | "ns" | "value" | "how">): string =>
  `${link.leafId} ${link.how} ${identifierKey(link)}`;

/** Write links as they were first and last seen, each once in the list; answers those that were written, in no order. One statement. */
export async function writeLinks(ctx: Ctx, links: readonly NewLink[]): Promise<WrittenLink[]> {
  if (links.length === 0) return [];
  const sorted = links.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const { rows } = await sql<{ leafId: string; ns: Namespace; value: string; how: Way; at: Date; fresh: boolean }>`
    insert into customers.link as k (leaf_id, ns, value, how, first_seen_at, last_seen_at)
    select * from unnest(${sorted.map((l) => l.leafId)}::uuid[], ${sorted.map((l) => l.ns)}::text[], ${sorted.map((l) => l.value)}::text[],
      ${sorted.map((l) => l.how)}::text[], ${sorted.map((l) => l.first)}::timestamptz[], ${sorted.map((l) => l.last)}::timestamptz[])
    on conflict (leaf_id, ns, value, how) do update
      set first_seen_at = least(k.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(k.last_seen_at, excluded.last_seen_at)
      where k.first_seen_at > excluded.first_seen_at or k.last_seen_at < excluded.last_seen_at
    returning leaf_id as "leafId", ns, value, how, first_seen_at as at, xmax = 0 as fresh`.execute(ctx.tx);
  const first = new Map(sorted.map((link) => [placeOf(link), link.first.getTime()]));
  return rows.map(({ at, ...row }) => ({ ...row, isFirst: at.getTime() === first.get(placeOf(row)) }));
}

/** Identifiers that are only claimed have no home; they enter the directory here. */
export async function claimAbsent(ctx: Ctx, claims: readonly Identifier[]): Promise<void> {
  if (claims.length === 0) return;
  const distinct = [...new Map(claims.map((claim) => [identifierKey(claim), claim]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, claim]) => claim);
  await sql`
    insert into customers.identifier (ns, value, leaf_id, status, first_seen_at, last_seen_at)
    select ns, value, null, 'claimed', ${ctx.now}, ${ctx.now}
    from unnest(${distinct.map((l) => l.ns)}::text[], ${distinct.map((l) => l.value)}::text[]) as t (ns, value)
    on conflict (ns, value) do nothing`.execute(ctx.tx);
}
