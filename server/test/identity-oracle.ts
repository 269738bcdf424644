import type { Facts, Leaf } from "../src/modules/customers/identity/facts.ts";
import { namespaces } from "../src/modules/customers/identity/namespaces.ts";

type Pairs = readonly (readonly [leafId: string, key: string, at: number])[];

/**
 * The rules of `settle` once more, as plainly and wastefully as they can be written, for facts whose names disagree when
 * they differ: groups are sets of words, everything is tried from the start each time. Answers groups of leaf ids.
 */
export function settleByForce(facts: Facts, isBlocked: (key: string) => boolean): string[][] {
  const first = round(facts, isBlocked, null);
  return facts.together.length > 0 ? round(facts, isBlocked, first).groups : first.groups;
}

type Round = { groups: string[][]; accepted: Pairs };

function round(facts: Facts, isBlocked: (key: string) => boolean, before: Round | null): Round {
  const leafOf = (id: string): Leaf => facts.leaves.find((leaf) => leaf.id === id)!;
  const united = (before?.groups ?? []).filter((group) => facts.together.some(({ a }) => group.includes(a)));
  const groupOf = (id: string): string[] => united.find((group) => group.includes(id)) ?? [id];
  const isTorn = (leaf: Leaf): boolean =>
    leaf.origin !== "user" && (new Set(leaf.names).size > 1 || new Set(leaf.birthDates).size > 1);

  let pairs = provedPairs(facts).filter(([, key]) => !isBlocked(key));
  const crowded = facts.leaves
    .filter(({ id }) => isCrowd(pairs.filter(([leafId]) => leafId === id)))
    .map(({ id }) => id);
  pairs = pairs.filter(([leafId]) => !crowded.includes(leafId));
  const keys = [...new Set(pairs.map(([, key]) => key))];
  const bad = keys.filter((key) => {
    const holders = pairs.filter((pair) => pair[1] === key);
    const beside = pairs.filter((pair) => pair[1] !== key && holders.some(([leafId]) => leafId === pair[0]));
    return (
      isCrowd(beside) ||
      (isShareable(key) &&
        most(
          holders.map(([, , at]) => at),
          1,
        ) > 20)
    );
  });
  pairs = pairs.filter(([leafId, key]) => !bad.includes(key) && !isTorn(leafOf(leafId)));

  const said = (id: string, of: (leaf: Leaf) => readonly string[]): string[] => {
    const members = groupOf(id)
      .map(leafOf)
      .filter((leaf) => leaf.id === id || (!isTorn(leaf) && !crowded.includes(leaf.id)));
    return groupOf(id).length > 1 ? members.filter((leaf) => !isTorn(leaf)).flatMap(of) : [...of(leafOf(id))];
  };
  const clash = (a: string, b: string): boolean => {
    if (groupOf(a).includes(b)) return false;
    if (facts.apart.some((v) => (v.a === a && v.b === b) || (v.a === b && v.b === a))) return true;
    return [(leaf: Leaf) => leaf.names, (leaf: Leaf) => leaf.birthDates].some((of) => {
      const [mine, theirs] = [said(a, of), said(b, of)];
      return mine.length > 0 && theirs.length > 0 && !mine.some((word) => theirs.includes(word));
    });
  };
  const direct = keys.filter((key) => {
    const holders = pairs.filter((pair) => pair[1] === key).map(([leafId]) => leafId);
    return isShareable(key) && holders.some((a) => holders.some((b) => clash(a, b)));
  });
  pairs = pairs.filter(([, key]) => !direct.includes(key));

  const userName = (key: string): string => {
    const holder = before?.accepted.find((pair) => pair[1] === key)?.[0];
    return holder === undefined ? key : (united.find((group) => group.includes(holder))?.[0] ?? key);
  };
  const inOrder = sorted(pairs, leafOf);
  const struck: string[] = [];
  for (;;) {
    const result = pass(
      inOrder.filter(([, key]) => !struck.includes(key)),
      clash,
      userName,
      facts.together,
    );
    if (result.strike !== null) {
      struck.push(result.strike);
      continue;
    }
    let groups = facts.leaves.map(({ id }) => [id]);
    const unite = (a: string, b: string): void => {
      const both = groups.filter((group) => group.includes(a) || group.includes(b));
      groups = [...groups.filter((group) => !both.includes(group)), both.flat().sort()];
    };
    for (const [leafId, key] of result.accepted) {
      for (const [other, otherKey] of result.accepted) if (key === otherKey) unite(leafId, other);
    }
    for (const { a, b } of facts.together) unite(a, b);
    return { groups, accepted: result.accepted };
  }
}

function pass(
  inOrder: Pairs,
  clash: (a: string, b: string) => boolean,
  userName: (key: string) => string,
  together: Facts["together"],
) {
  const accepted: [string, string, number][] = [];
  for (const pair of inOrder) {
    const [leafId, key] = pair;
    const mine = around(accepted, leafId, null);
    const theirs = around(accepted, null, key);
    if (!mine.leaves.has(leafId) || !theirs.keys.has(key)) throw new Error("a group lost itself");
    if (!mine.keys.has(key)) {
      const users = (group: Group): string[] => [...group.keys].filter((k) => k.startsWith("user:")).map(userName);
      const [own, other] = [users(mine), users(theirs)];
      const unlike = own.length > 0 && other.length > 0 && !own.some((name) => other.includes(name));
      if (unlike || [...mine.leaves].some((a) => [...theirs.leaves].some((b) => clash(a, b)))) {
        if (isShareable(key)) return { accepted, strike: key };
        continue;
      }
      if (isTooMuch(mine, theirs, [...accepted, pair])) continue;
      if (isTooLarge(pair, accepted, together)) continue;
    }
    accepted.push([...pair]);
  }
  return { accepted, strike: null };
}

type Group = { leaves: Set<string>; keys: Set<string> };

/** All that hangs together with a leaf or an identifier by the pairs. */
function around(pairs: Pairs, leafId: string | null, key: string | null): Group {
  const leaves = new Set(leafId === null ? [] : [leafId]);
  const keys = new Set(key === null ? [] : [key]);
  for (let size = -1; size !== leaves.size + keys.size; ) {
    size = leaves.size + keys.size;
    for (const [leaf, id] of pairs) if (leaves.has(leaf) || keys.has(id)) leaves.add(leaf) && keys.add(id);
  }
  return { leaves, keys };
}

/** Would the person of this pair, staff's joining included, have more than a hundred leaves, and more than it has now? */
function isTooLarge([leafId, key]: Pairs[number], accepted: Pairs, together: Facts["together"]): boolean {
  const person = (start: string[]): Set<string> => {
    const leaves = new Set(start);
    for (const leaf of leaves) {
      for (const { a, b } of together) if (a === leaf || b === leaf) leaves.add(a).add(b);
      for (const other of around(accepted, leaf, null).leaves) leaves.add(other);
    }
    return leaves;
  };
  const [mine, theirs] = [person([leafId]), person(accepted.filter((pair) => pair[1] === key).map(([one]) => one))];
  const both = new Set([...mine, ...theirs]);
  return both.size > 100 && both.size > mine.size;
}

function isTooMuch(a: Group, b: Group, pairs: Pairs): boolean {
  const keys = [...a.keys, ...b.keys];
  return Object.entries(namespaces).some(([ns, { limit }]) => {
    if (!limit || ns === "user") return false;
    const firsts = keys
      .filter((key) => key.startsWith(`${ns}:`))
      .map((key) => pairs.find((pair) => pair[1] === key)![2]);
    return most(firsts, limit.days) > limit.count;
  });
}

const isShareable = (key: string): boolean => !/^(user|anonymous|device):/.test(key);

/** The most of the times that lie within less than so many days. */
const most = (times: readonly number[], days: number | null): number =>
  Math.max(
    0,
    ...times.map((start) => times.filter((t) => t >= start && (days === null || t - start < days * 86_400_000)).length),
  );

function isCrowd(pairs: Pairs): boolean {
  return Object.keys(namespaces).some((ns) => {
    if (ns === "anonymous" || ns === "device") return false;
    const keys = new Set(pairs.map(([, key]) => key).filter((key) => key.startsWith(`${ns}:`)));
    const firsts = [...keys].map((key) => Math.min(...pairs.filter((pair) => pair[1] === key).map(([, , at]) => at)));
    return most(firsts, 30) > 5;
  });
}

function provedPairs(facts: Facts): Pairs {
  const proofs = facts.links.filter(({ how }) => !["typed", "caller", "address", "alias"].includes(how));
  const counted = proofs.filter(
    (link) => link.how !== "event" || !facts.links.some((other) => other.how === "address" && isSamePlace(link, other)),
  );
  const first = counted.filter((link) => !counted.some((other) => isSamePlace(link, other) && other.at < link.at));
  const unlike = first.filter((link, at) => first.findIndex((other) => isSamePlace(link, other)) === at);
  return unlike.map((link) => [link.leafId, `${link.ns}:${link.value}`, link.at.getTime()] as const);
}

const isSamePlace = (a: Facts["links"][number], b: Facts["links"][number]): boolean =>
  a.leafId === b.leafId && a.ns === b.ns && a.value === b.value;

function sorted(pairs: Pairs, leafOf: (id: string) => Leaf): Pairs {
  const ns = (key: string): string => key.slice(0, key.indexOf(":"));
  const rank = (key: string): number => Object.keys(namespaces).indexOf(ns(key));
  const order = [...pairs].sort(
    (a, b) => a[2] - b[2] || rank(a[1]) - rank(b[1]) || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[0] < b[0] ? -1 : 1),
  );
  const homes = order.filter((pair, at) => {
    const kind = leafOf(pair[0]).origin;
    return ns(pair[1]) === kind && order.findIndex((other) => other[0] === pair[0] && ns(other[1]) === kind) === at;
  });
  return [...homes, ...order.filter((pair) => !homes.includes(pair))];
}
