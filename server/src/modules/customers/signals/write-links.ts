import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { isClaim, type Way } from "../identity/facts.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";

export interface NewLink extends Identifier {
  readonly leafId: string;
  readonly how: Way;
  /** By the clock of the event. */
  readonly at: Date;
}

/** Links are seen with every event; more often than this their last sight is not written down again. */
const SEEN_EVERY = "1 hour";

/**
 * Write links as they were first and last seen; answers the leaves that proved something new, or earlier than known, so
 * that their people must be settled anew. A leaf's own first identifier settles nothing.
 */
export async function writeLinks(ctx: Ctx, links: readonly NewLink[]): Promise<string[]> {
  if (links.length === 0) return [];
  await claimAbsent(
    ctx,
    links.filter(({ how }) => isClaim(how)),
  );
  const earlier = (await upsertLinks(ctx, links)).filter(
    (row) => (!isClaim(row.how) || row.how === "address") && row.isFirst,
  );
  const alone = await firstAlone(ctx, earlier);
  const proved = earlier.filter((row) => !alone.has(`${row.leafId} ${identifierKey(row)}`));
  return [...new Set(proved.map((row) => row.leafId))];
}

const placeOf = (link: Omit<NewLink, "at">): string => `${link.leafId} ${link.how} ${identifierKey(link)}`;

export interface WrittenLink extends Omit<NewLink, "at"> {
  /** The leaf had not come by it in this way before. */
  readonly fresh: boolean;
  /** So early it was not known before. */
  readonly isFirst: boolean;
}

/** Write links as they were first and last seen; answers those that were written, in no order. One statement. */
export async function upsertLinks(ctx: Ctx, links: readonly NewLink[]): Promise<WrittenLink[]> {
  const merged = [...Map.groupBy(links, placeOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => {
      const times = same.map(({ at }) => at.getTime());
      return { ...same[0]!, first: new Date(Math.min(...times)), last: new Date(Math.max(...times)) };
    });
  const { rows } = await sql<Omit<NewLink, "at"> & { first_seen_at: Date; fresh: boolean }>`
    insert into customers.link as k (leaf_id, ns, value, how, first_seen_at, last_seen_at)
    select * from unnest(${merged.map((l) => l.leafId)}::uuid[], ${merged.map((l) => l.ns)}::text[], ${merged.map((l) => l.value)}::text[],
      ${merged.map((l) => l.how)}::text[], ${merged.map((l) => l.first)}::timestamptz[], ${merged.map((l) => l.last)}::timestamptz[])
    on conflict (leaf_id, ns, value, how) do update
      set first_seen_at = least(k.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(k.last_seen_at, excluded.last_seen_at)
      where k.first_seen_at > excluded.first_seen_at or k.last_seen_at < excluded.last_seen_at - ${SEEN_EVERY}::interval
    returning leaf_id as "leafId", ns, value, how, first_seen_at, xmax = 0 as fresh`.execute(ctx.tx);
  const first = new Map(merged.map((link) => [placeOf(link), link.first.getTime()]));
  return rows.map((row) => ({ ...row, isFirst: row.first_seen_at.getTime() === first.get(placeOf(row)) }));
}

/** Of these proofs those of a leaf for the identifier that it was made for, while nobody else holds that. */
async function firstAlone(ctx: Ctx, proofs: readonly Omit<NewLink, "at">[]): Promise<Set<string>> {
  if (proofs.length === 0) return new Set();
  const { rows } = await sql<{ ns: Namespace; value: string; home_id: string }>`
    select i.ns, i.value, i.home_id from customers.identifier i
    where (i.ns, i.value) in (select * from unnest(${proofs.map(({ ns }) => ns)}::text[], ${proofs.map(({ value }) => value)}::text[]))
      and i.home_id = i.leaf_id`.execute(ctx.tx);
  return new Set(rows.map((row) => `${row.home_id} ${identifierKey(row)}`));
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
