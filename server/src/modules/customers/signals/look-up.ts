import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Way } from "../identity/facts.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";

/** What events say: the leaf made for `home` came by `id` in this way, first and last at these moments. */
export interface Saying {
  readonly home: Identifier;
  readonly id: Identifier;
  readonly how: Way;
  readonly first: Date;
  readonly last: Date;
}

/** A leaf that is there already, when it and its person were last seen (the earlier of both). */
export interface KnownLeaf {
  readonly leafId: string;
  readonly canonicalId: string;
  readonly seen: Date;
}

interface KnownHome extends KnownLeaf {
  /** Nobody but this leaf proved the identifier that it was made for. */
  readonly alone: boolean;
}

export interface Known {
  /** The leaves made for identifiers, by the identifier's key. */
  readonly homes: Map<string, KnownHome>;
  /** Sayings that are no news: written down already, and lately. */
  readonly told: ReadonlySet<Saying>;
}

/** Links are said with every event; more often than this their last sight is not written down again. */
const SAID_EVERY_MS = 3_600_000;

type Row = Omit<KnownHome, "leafId"> & {
  place: number;
  home_id: string;
  first_seen_at: Date | null;
  last_seen_at: Date | null;
};

/** What is known of the sayings' leaves and links, by one statement that locks nothing. */
export async function lookUp(ctx: Ctx, sayings: readonly Saying[]): Promise<Known> {
  const homes = new Map<string, KnownHome>();
  const told = new Set<Saying>();
  if (sayings.length === 0) return { homes, told };
  const namespaces = (of: (saying: Saying) => Identifier): Namespace[] => sayings.map((saying) => of(saying).ns);
  const values = (of: (saying: Saying) => Identifier): string[] => sayings.map((saying) => of(saying).value);
  const { rows } = await sql<Row>`
    select t.place::int as place, i.home_id, i.leaf_id = i.home_id as alone, l.canonical_id as "canonicalId",
      least(l.last_seen_at, c.last_seen_at) as seen, k.first_seen_at, k.last_seen_at
    from unnest(${namespaces(({ home }) => home)}::text[], ${values(({ home }) => home)}::text[], ${namespaces(({ id }) => id)}::text[],
      ${values(({ id }) => id)}::text[], ${sayings.map(({ how }) => how)}::text[]) with ordinality as t (home_ns, home_value, ns, value, how, place)
    join customers.identifier i on i.ns = t.home_ns and i.value = t.home_value and i.home_id is not null
    join customers.leaf l on l.id = i.home_id
    join customers.leaf c on c.id = l.canonical_id
    left join customers.link k on k.leaf_id = i.home_id and k.ns = t.ns and k.value = t.value and k.how = t.how`.execute(
    ctx.tx,
  );
  for (const { place, home_id: leafId, alone, canonicalId, seen, first_seen_at, last_seen_at } of rows) {
    const saying = sayings[place - 1]!;
    homes.set(identifierKey(saying.home), { leafId, canonicalId, seen, alone: alone === true });
    if (first_seen_at === null || last_seen_at === null) continue;
    if (saying.first >= first_seen_at && saying.last.getTime() < last_seen_at.getTime() + SAID_EVERY_MS)
      told.add(saying);
  }
  return { homes, told };
}
