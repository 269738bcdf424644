import type { Ctx } from "../../platform/ctx.ts";
import { blockingRules } from "./identifiers/blocked.ts";
import { isClaim } from "./identity/facts.ts";
import { identifierKey } from "./identity/namespaces.ts";
import { settleLater } from "./merging/settle-later.ts";
import { newLeaf } from "./people/new-leaf.ts";
import { claimedHomesOf, makeHomes } from "./signals/homes-of.ts";
import { type Known, type KnownLeaf, lookUp, type Saying } from "./signals/look-up.ts";
import { type EventFact, type ReadFact, readFact } from "./signals/read-fact.ts";
import { seeLeaves } from "./signals/see-leaves.ts";
import { claimAbsent, writeLinks } from "./signals/write-links.ts";

export type { EventFact } from "./signals/read-fact.ts";

/** The leaf under which each event is written; who is one person is settled afterwards, by one job for the batch. */
export async function resolveBatch(ctx: Ctx, facts: readonly EventFact[]): Promise<string[]> {
  const { leaves, changed } = await resolveFacts(ctx, facts);
  await settleLater(ctx, ...changed);
  return leaves;
}

/**
 * The leaf under which each event is written: the one made for its user, else the one made for its browser. It depends on
 * the event's own ids alone, so any order of events gives the same. An untrusted user id is only claimed; events that
 * name nobody share a leaf made for this batch. The number of statements does not grow with the number of facts. Answers
 * also the leaves whose people are to be settled anew.
 */
export async function resolveFacts(
  ctx: Ctx,
  facts: readonly EventFact[],
): Promise<{ leaves: string[]; changed: string[] }> {
  const blocked = await blockingRules(ctx);
  const read = facts.map((fact) => readFact(fact, blocked));
  const sayings = sayingsOf(read);
  const known = await lookUp(ctx, sayings);
  await makeHomes(
    ctx,
    sayings.map(({ home }) => home),
    known.homes,
  );
  const claimed = await claimedHomesOf(
    ctx,
    read.flatMap((fact) => fact.claimed ?? []),
  );
  const changed = await write(ctx, sayings, known);

  let nobody: KnownLeaf | undefined;
  const sights: { leaf: KnownLeaf; at: Date }[] = [];
  for (const { home, claimed: claim, at } of read) {
    if (!home && !claim) nobody ??= await strayLeaf(ctx);
    const leaf = home ? known.homes.get(identifierKey(home)) : claim ? claimed.get(claim.value) : nobody;
    sights.push({ leaf: leaf!, at });
  }
  await seeLeaves(ctx, sights);
  return { leaves: sights.map(({ leaf }) => leaf.leafId), changed };
}

/** Each thing that the events say once, with the first and the last moment. */
function sayingsOf(read: readonly ReadFact[]): Saying[] {
  const sayings = new Map<string, { -readonly [K in keyof Saying]: Saying[K] }>();
  for (const { home, said, at } of read) {
    for (const one of home ? [{ home, id: home, how: "event" as const }, ...said] : said) {
      const key = `${identifierKey(one.home)}\n${one.how} ${identifierKey(one.id)}`;
      const same = sayings.get(key);
      if (!same) sayings.set(key, { ...one, first: at, last: at });
      else if (at < same.first) same.first = at;
      else if (at > same.last) same.last = at;
    }
  }
  return [...sayings.values()];
}

/**
 * Write the sayings that are news; answers the leaves that proved something new, or earlier than known, so that their
 * people must be settled anew. A leaf's own identifier settles nothing while nobody else holds it.
 */
async function write(ctx: Ctx, sayings: readonly Saying[], { homes, told }: Known): Promise<string[]> {
  const news = sayings.filter((saying) => !told.has(saying));
  await claimAbsent(
    ctx,
    news.filter(({ how }) => isClaim(how)).map(({ id }) => id),
  );
  const written = await writeLinks(
    ctx,
    news.map(({ home, id, how, first, last }) => ({
      ...id,
      leafId: homes.get(identifierKey(home))!.leafId,
      how,
      first,
      last,
    })),
  );
  const proved = written.filter((link) => {
    const own = homes.get(identifierKey(link));
    const isOwn = own?.leafId === link.leafId && own.alone;
    return link.isFirst && !isOwn && (!isClaim(link.how) || link.how === "address");
  });
  return [...new Set(proved.map(({ leafId }) => leafId))];
}

async function strayLeaf(ctx: Ctx): Promise<KnownLeaf> {
  const leafId = await newLeaf(ctx, { origin: "events", known: false });
  return { leafId, canonicalId: leafId, seen: ctx.now };
}
