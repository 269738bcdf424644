import type { World } from "../world.ts";
import type { Caller } from "../world-types.ts";

/** A request that succeeds, and who may make it. */
export interface Valid {
  readonly as: Caller | null;
  readonly input: Record<string, unknown>;
  /** For calls of a device: words that only this device may ever read. */
  readonly secret?: string;
}

/** Makes, anew each time, a valid request for a call by somebody who is entitled to it. */
export type AccessMaker = (world: World) => Promise<Valid>;

/** By the id of the call. */
export type AccessMakers = Readonly<Record<string, AccessMaker>>;
