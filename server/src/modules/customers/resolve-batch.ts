import type { Ctx } from "../../platform/ctx.ts";
import { blockingRules } from "./identifiers/blocked.ts";
import { identifierKey } from "./identity/namespaces.ts";
import { settleLater } from "./merging/settle-later.ts";
import { newLeaf } from "./people/new-leaf.ts";
import { claimedHomesOf, homesOf } from "./signals/homes-of.ts";
import { type EventFact, readFact } from "./signals/read-fact.ts";
import { seeLeaves } from "./signals/see-leaves.ts";
import { type NewLink, writeLinks } from "./signals/write-links.ts";

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
  const ids = read.flatMap(({ home, said }) => [...(home ? [home] : []), ...said.map((one) => one.home)]);
  const homes = await homesOf(ctx, ids);
  const claimed = await claimedHomesOf(
    ctx,
    read.flatMap((fact) => fact.claimed ?? []),
  );

  const links: NewLink[] = [];
  for (const { home, said, at } of read) {
    if (home) links.push({ leafId: homes.get(identifierKey(home))!, ...home, how: "event", at });
    for (const { home, id, how } of said) links.push({ leafId: homes.get(identifierKey(home))!, ...id, how, at });
  }
  const changed = await writeLinks(ctx, links);

  let nobody: string | undefined;
  const leaves: string[] = [];
  for (const fact of read) {
    if (fact.home) leaves.push(homes.get(identifierKey(fact.home))!);
    else if (fact.claimed) leaves.push(claimed.get(fact.claimed.value)!);
    else {
      nobody ??= await newLeaf(ctx, { origin: "events", known: false });
      leaves.push(nobody);
    }
  }
  await seeLeaves(
    ctx,
    leaves,
    read.map(({ at }) => at),
  );
  return { leaves, changed };
}
