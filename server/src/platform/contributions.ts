import type { z } from "zod";
import type { Hit, Leftover as LeftoverShape, Summary } from "../../../contract/customers.ts";
import type { Ctx } from "./ctx.ts";

export type Leftover = z.infer<typeof LeftoverShape>;

/** What a room adds to things shown or done by an earlier one. Each part is asked with the leaves of one person. */
export interface Contribution {
  readonly room: string;
  /** Figures for the single view of a customer. */
  readonly summary?: (ctx: Ctx, leafIds: readonly string[]) => Promise<Summary["items"]>;
  /** All leaves of the person to whom this one belongs, none for an unknown one; only the room that keeps them tells. */
  readonly leaves?: (ctx: Ctx, leafId: string) => Promise<readonly string[]>;
  /** Hits of the search over all rooms, best first. */
  readonly search?: (ctx: Ctx, q: string, limit: number) => Promise<Hit[]>;
  /** How many things of each kind the room holds for these leaves; shown before a merge. */
  readonly contents?: (ctx: Ctx, leafIds: readonly string[]) => Promise<Record<string, number>>;
  /** After an unmerge: what holds words of a leaf that is no longer the same person's. */
  readonly leftovers?: (ctx: Ctx, leafIds: readonly string[], foreign: readonly string[]) => Promise<Leftover[]>;
}

const all: Contribution[] = [];

/** Register a room's contribution; done once, in `rooms.ts`. */
export function contribute(contribution: Contribution): void {
  if (all.some((other) => other.room === contribution.room)) return;
  all.push(contribution);
}

/** All contributions in stair order. */
export const contributions = (): readonly Contribution[] => all;

/** The leaves under which a person's rows lie. Where no room keeps people, the id stands for itself. */
export async function leavesOfPerson(ctx: Ctx, leafId: string): Promise<readonly string[]> {
  const keeper = all.find((room) => room.leaves);
  return (await keeper?.leaves?.(ctx, leafId)) ?? [leafId];
}
