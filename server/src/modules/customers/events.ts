import type { Namespace } from "../../../../contract/customers.ts";
import type { TraitKey } from "./tables.ts";

declare module "../../platform/events.ts" {
  interface EventTypes {
    /** Two people are read as one from now on. */
    "customer.merged": { edgeId: string; aLeaf: string; bLeaf: string; by: "staff" | "rule" };
    /** A merge was undone; the two leaves may still hang together by other merges. */
    "customer.unmerged": { edgeId: string; aLeaf: string; bLeaf: string };
    /** Somebody named an identifier; nothing is opened or joined by it. */
    "identifier.claimed": { ns: Namespace; value: string; how: string };
    /** Somebody proved to hold an identifier. */
    "identifier.proved": { ns: Namespace; value: string; how: string };
    "customer.changed": { key: TraitKey; from: string | null; to: string | null };
  }
}
