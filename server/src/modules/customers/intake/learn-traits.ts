import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { claim } from "../identifiers/claim.ts";
import { normalise } from "../identifiers/normalise.ts";
import { setTrait } from "../people/set-trait.ts";
import type { Signal } from "./signal.ts";

interface Said {
  readonly signal: Signal;
  readonly leafId: string;
  readonly trusted: boolean;
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

/** Names and addresses that `identify` tells. All of them are claims: an event proves no address, whoever sent it. */
export async function learnTraits(ctx: Ctx, said: readonly Said[]): Promise<void> {
  const last = new Map<string, Said>();
  for (const one of said)
    if (one.signal.kind === "identify" && Object.keys(one.signal.traits).length > 0) last.set(one.leafId, one);
  for (const { signal, leafId } of last.values()) {
    const name = nameIn(signal.traits);
    if (name !== undefined) await setTrait(ctx, leafId, "name", name, "event");
    for (const ns of ["email", "phone"] as const) {
      const typed = textOf(signal.traits[ns]);
      if (typed !== undefined) await claimQuietly(ctx, leafId, ns, typed);
    }
  }
}

/** A site sends what its visitors typed; what is no address is none of our business and stays in the event. */
async function claimQuietly(ctx: Ctx, leafId: string, ns: "email" | "phone", typed: string): Promise<void> {
  try {
    await claim(ctx, leafId, { ns, value: normalise(ns, typed) }, "typed");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
