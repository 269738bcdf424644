import type { Source } from "./find-source.ts";
import type { Rejection, Signal } from "./signal.ts";

/** An event that was not taken in, as it came. */
export interface Refused {
  readonly rejection: Rejection;
  readonly raw: unknown;
}

/** What one request brought. */
export interface Delivery {
  readonly source: Source | undefined;
  readonly writeKey: string;
  readonly signals: readonly Signal[];
  readonly refused: readonly Refused[];
}
