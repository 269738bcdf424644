import type { Source } from "./find-source.ts";
import type { Kind, Rejection, Signal } from "./signal.ts";

/** An event that was not taken in; `kept` is the JSON text of what is kept of it. */
export interface Refused {
  readonly rejection: Rejection;
  readonly kept: string;
}

/** What one request brought. */
export interface Delivery {
  readonly source: Source | undefined;
  readonly writeKey: string;
  /** The kind of call that the path named; undefined for a batch, whose events name their own. */
  readonly kind: Kind | undefined;
  readonly signals: readonly Signal[];
  readonly refused: readonly Refused[];
}
