import { type Facts, isClaim, type Link } from "../src/modules/customers/identity/facts.ts";
import { identifierKey } from "../src/modules/customers/identity/namespaces.ts";
import type { Reason } from "../src/modules/customers/identity/reasons.ts";
import { type Policy, type Settlement, settle } from "../src/modules/customers/identity/settle.ts";

/**
 * What a proof does. `attach`: the leaf is the first to hold the identifier. `already`: nothing changes. `merge`: two
 * people become one. `switch`: the identifier is somebody else's, to whom what follows on this device belongs; what was
 * before stays. `share`: several people hold it, so it suggests and opens nothing. `demote`: it stays a mere claim.
 */
export type DecisionKind = "attach" | "already" | "merge" | "switch" | "share" | "demote";

export interface Decision {
  readonly kind: DecisionKind;
  readonly reasons: readonly Reason[];
  readonly before: Settlement;
  /** What holds from now on; it may also part people, where the proof shows an identifier to be shared. */
  readonly after: Settlement;
}

/**
 * Says what one more proof means among the facts of its neighbourhood (`findNeighbourhood`). Since both sides are
 * settled from sets of facts, deciding proof by proof ends where settling all of them at once does, in any order.
 */
export function decideProof(facts: Facts, proof: Link, policy: Policy): Decision {
  if (isClaim(proof.how)) throw new Error(`${proof.how} is a claim and proves nothing`);
  const before = settle(facts, policy);
  const after = settle({ ...facts, links: [...facts.links, proof] }, policy);
  return { ...judge(proof, before, after), before, after };
}

function judge(proof: Link, before: Settlement, after: Settlement): Pick<Decision, "kind" | "reasons"> {
  const key = identifierKey(proof);
  const struck = after.struck.get(key);
  if (struck?.state === "shared") {
    const reasons = new Set([...struck.conflicts.map(({ reason }) => reason), struck.reason]);
    const wasShared = before.struck.get(key)?.state === "shared";
    return { kind: "share", reasons: [...(wasShared ? ["shared_identifier" as const] : []), ...reasons] };
  }
  if (struck) return { kind: "demote", reasons: [struck.reason] };
  const lone = after.lone.get(proof.leafId);
  if (lone) return { kind: "demote", reasons: [lone] };
  const aside = after.aside.find((other) => other.proof.leafId === proof.leafId && other.proof.key === key);
  if (aside) return { kind: aside.outcome, reasons: [aside.reason] };
  const holders = after.accepted.filter((other) => other.key === key).map(({ leafId }) => leafId);
  if (!holders.includes(proof.leafId)) return { kind: "demote", reasons: ["forwarded_link"] };

  const others = holders.filter((leafId) => leafId !== proof.leafId);
  if (others.length === 0) return { kind: "attach", reasons: [] };
  const mine = before.people.get(proof.leafId);
  const isSame = others.some((leafId) => before.people.get(leafId) === mine);
  return { kind: isSame ? "already" : "merge", reasons: [] };
}
