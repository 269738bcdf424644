import type { Ctx } from "../../../platform/ctx.ts";
import { blockingRules } from "../identifiers/blocked.ts";
import { readIdentifier } from "../identifiers/normalise.ts";
import { type Saying, sayMany } from "../people/say-many.ts";
import { claimMany, type NewClaim } from "../signals/claim-many.ts";
import type { Signal } from "./signal.ts";

interface Said {
  readonly signal: Signal;
  readonly leafId: string;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 300) : undefined;

function nameIn(traits: Signal["traits"]): string | undefined {
  const parts = [
    textOf(traits.firstName) ?? textOf(traits.first_name),
    textOf(traits.lastName) ?? textOf(traits.last_name),
  ].filter((part) => part !== undefined);
  return textOf(traits.name) ?? (parts.length > 0 ? parts.join(" ") : undefined);
}

/**
 * Names and addresses that `identify` tells. All of them are claims: an event proves no address, whoever sent it. A site
 * sends what its visitors typed; what is no address stays in the event. Answers the leaves whose people are to be settled anew.
 */
export async function learnTraits(ctx: Ctx, said: readonly Said[]): Promise<string[]> {
  const names: Saying[] = [];
  const claims: NewClaim[] = [];
  for (const { signal, leafId } of said) {
    if (signal.kind !== "identify") continue;
    const name = nameIn(signal.traits);
    if (name !== undefined) names.push({ leafId, value: name, at: signal.at });
    for (const ns of ["email", "phone"] as const) {
      const typed = textOf(signal.traits[ns]);
      const read = typed === undefined ? null : readIdentifier(ns, typed);
      if (read && !read.blocked) claims.push({ leafId, ns, value: read.value, how: "typed", at: signal.at });
    }
  }
  if (claims.length > 0) {
    const blocked = await blockingRules(ctx);
    await claimMany(
      ctx,
      claims.filter((claim) => blocked(claim) === null),
    );
  }
  return sayMany(ctx, "name", "event", names);
}
