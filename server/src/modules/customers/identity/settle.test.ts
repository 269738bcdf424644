import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, gather, groups, leafOf, link, someFacts } from "../../../../test/identity-facts.ts";
import { settleByForce } from "../../../../test/identity-oracle.ts";
import type { Facts, Leaf, Link } from "./facts.ts";
import { proofsAmong } from "./facts.ts";
import { settle } from "./settle.ts";

const policy = { blocked: ({ value }: { value: string }) => (value === "blocked" ? ("extra" as const) : null) };

const leaf = (id: string, { origin = "form", names = [], birthDates = [] }: Partial<Leaf> = {}): Leaf =>
  leafOf({ id, createdAt: day(0), origin }, names, birthDates);
const facts = (leaves: Leaf[], links: Link[], over: Partial<Facts> = {}): Facts => ({
  leaves,
  links,
  together: [],
  apart: [],
  ...over,
});

test("the rules, written a second time by brute force, give the same people", () => {
  fc.assert(
    fc.property(someFacts({ verdicts: true }), (some) => {
      const all = gather(some);
      const byForce = settleByForce(all, (key) => key === "email:blocked").map((ids) => ids.sort());
      expect(groups(settle(all, policy).people)).toEqual(byForce.sort());
    }),
    { numRuns: 500 },
  );
});

test("the order of facts makes no difference", () => {
  fc.assert(
    fc.property(someFacts({ verdicts: true }), fc.infiniteStream(fc.nat()), (some, random) => {
      const shuffled = some.map((fact) => [random.next().value as number, fact] as const).sort(([a], [b]) => a - b);
      const [one, other] = [settle(gather(some), policy), settle(gather(shuffled.map(([, fact]) => fact)), policy)];
      expect(groups(other.people)).toEqual(groups(one.people));
      const words = (map: ReadonlyMap<string, { state: string }>) =>
        [...map].map(([key, { state }]) => `${key} ${state}`).sort();
      expect(words(other.struck)).toEqual(words(one.struck));
      expect(new Map(other.lone)).toEqual(new Map(one.lone));
    }),
    { numRuns: 400 },
  );
});

test("where everybody is named, not even the times at which they proved make a difference", () => {
  const name = ["Anna Kowalska", "Jan Nowak", "Maria Popescu"];
  const people = ["a", "b", "c", "d", "e", "f"].map((id, at) => leaf(id, { names: [name[at % 3]!] }));
  const proof = fc.tuple(fc.constantFrom(...people), fc.constantFrom("email:e1", "email:e2", "phone:p1", "card:c1"));
  const days = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(proof, { maxLength: 12 }), days, days, (proofs, some, other) => {
      const at = (times: number[]) =>
        facts(
          people,
          proofs.map(([{ id }, key], i) => link(id, key, "code", times[i])),
        );
      expect(groups(settle(at(other), policy).people)).toEqual(groups(settle(at(some), policy).people));
    }),
    { numRuns: 500 },
  );
});

test("nobody is joined with whom he disagrees, and those who hold an active identifier are one", () => {
  fc.assert(
    fc.property(someFacts({ verdicts: false }), (some) => {
      const all = gather(some);
      const { people, accepted } = settle(all, policy);
      for (const group of groups(people)) {
        const members = all.leaves.filter(({ id }) => group.includes(id));
        for (const { names } of members) {
          const strangers = members.filter(
            (other) => other.names.length > 0 && !other.names.some((name) => names.includes(name)),
          );
          if (names.length > 0) expect(strangers).toEqual([]);
        }
        const users = accepted
          .filter(({ ns, leafId }) => ns === "user" && group.includes(leafId))
          .map(({ value }) => value);
        expect(new Set(users).size).toBeLessThan(2);
        const phones = accepted
          .filter(({ ns, leafId }) => ns === "phone" && group.includes(leafId))
          .map(({ value }) => value);
        expect(new Set(phones).size).toBeLessThan(4);
      }
      for (const holders of Map.groupBy(accepted, ({ key }) => key).values()) {
        expect(new Set(holders.map(({ leafId }) => people.get(leafId))).size).toBe(1);
      }
    }),
    { numRuns: 400 },
  );
});

test("a claim changes nothing", () => {
  fc.assert(
    fc.property(someFacts({ verdicts: false }), (some) => {
      const withClaims = gather(some);
      const links = withClaims.links.filter(({ how }) => how !== "typed");
      expect(groups(settle({ ...withClaims, links }, policy).people)).toEqual(
        groups(settle(withClaims, policy).people),
      );
    }),
    { numRuns: 300 },
  );
});

describe("one rule each", () => {
  const anna = { names: ["Anna Kowalska"] };
  const jan = { names: ["Jan Kowalski"] };

  test("a mailbox that a couple share joins nobody, and those whom it had joined part again", () => {
    const before = facts([leaf("a", anna), leaf("b")], [link("a", "email:e1"), link("b", "email:e1", "code", 1)]);
    expect(groups(settle(before, policy).people)).toEqual([["a", "b"]]);
    const after = facts([...before.leaves, leaf("c", jan)], [...before.links, link("c", "email:e1", "code", 2)]);
    const settled = settle(after, policy);
    expect(groups(settled.people)).toEqual([["a"], ["b"], ["c"]]);
    expect(settled.struck.get("email:e1")).toEqual({
      state: "shared",
      reason: "name_disagrees",
      conflicts: [{ a: "a", b: "c", reason: "name_disagrees" }],
    });
  });

  test("a family's phone proved on a device that is somebody's already is shared; the device stays whose it was", () => {
    const settled = settle(
      facts(
        [leaf("anna", anna), leaf("device"), leaf("jan", jan)],
        [
          link("anna", "email:e1"),
          link("device", "email:e1", "code", 1),
          link("jan", "phone:p1"),
          link("device", "phone:p1", "code", 2),
        ],
      ),
      policy,
    );
    expect(groups(settled.people)).toEqual([["anna", "device"], ["jan"]]);
    expect(settled.struck.get("phone:p1")?.state).toBe("shared");
    expect(settled.struck.has("email:e1")).toBe(false);
  });

  test("a birth date speaks as a name does", () => {
    const twins = [
      leaf("a", { ...jan, birthDates: ["1950-01-01"] }),
      leaf("b", { ...jan, birthDates: ["1980-01-01"] }),
    ];
    const settled = settle(facts(twins, [link("a", "phone:p1"), link("b", "phone:p1")]), policy);
    expect(settled.struck.get("phone:p1")?.reason).toBe("birth_date_disagrees");
  });

  test("two accounts with one mailbox are two people until staff join them; then the mailbox is theirs", () => {
    const made = (id: string) => leaf(id, { origin: "user" });
    const links = [
      link("u1", "user:u1", "event"),
      link("u2", "user:u2", "event"),
      link("u1", "email:e1"),
      link("u2", "email:e1", "code", 1),
    ];
    const two = facts([made("u1"), made("u2"), leaf("x")], [...links, link("x", "email:e1", "code", 2)]);
    expect(groups(settle(two, policy).people)).toEqual([["u1"], ["u2"], ["x"]]);
    expect(settle(two, policy).struck.get("email:e1")?.reason).toBe("unique_identifier_disagrees");
    const one = settle({ ...two, together: [{ a: "u1", b: "u2" }] }, policy);
    expect(groups(one.people)).toEqual([["u1", "u2", "x"]]);
    expect(one.struck.size).toBe(0);
  });

  test("a browser on which another signs in keeps the one it had; the two never become one", () => {
    const made = (id: string, origin: string) => leaf(id, { origin });
    const settled = settle(
      facts(
        [made("u1", "user"), made("u2", "user"), made("d1", "anonymous")],
        [
          link("u1", "user:u1", "event"),
          link("u2", "user:u2", "event"),
          link("d1", "anonymous:d1", "event"),
          link("d1", "user:u2", "event", 5),
          link("d1", "user:u1", "event", 3),
        ],
      ),
      policy,
    );
    expect(groups(settled.people)).toEqual([["d1", "u1"], ["u2"]]);
    expect(settled.aside).toMatchObject([
      { outcome: "switch", reason: "unique_identifier_disagrees", proof: { value: "u2" } },
    ]);
  });

  test("those kept apart by staff stay apart, also over a third", () => {
    const three = facts(
      [leaf("a"), leaf("b"), leaf("c")],
      [link("a", "email:e1"), link("b", "email:e1"), link("b", "phone:p1", "code", 1), link("c", "phone:p1")],
    );
    expect(groups(settle(three, policy).people)).toEqual([["a", "b", "c"]]);
    const settled = settle({ ...three, apart: [{ a: "a", b: "c" }] }, policy);
    expect(groups(settled.people)).toEqual([["a", "b"], ["c"]]);
    expect(settled.struck.get("phone:p1")?.reason).toBe("kept_apart");
  });

  test("a leaf on which two people gave their names joins nobody", () => {
    const torn = leaf("b", { names: [...anna.names, ...jan.names] });
    const settled = settle(facts([leaf("a", anna), torn], [link("a", "email:e1"), link("b", "email:e1")]), policy);
    expect(groups(settled.people)).toEqual([["a"], ["b"]]);
    expect(settled.lone.get("b")).toBe("contradictory_leaf");
    expect(settled.struck.size).toBe(0);
  });

  test("a fourth telephone number within a year is set aside, a year later it is not", () => {
    const numbers = (last: number) =>
      facts(
        [leaf("a"), leaf("b")],
        ["p1", "p2", "p3"]
          .map((p, at) => link("a", `phone:${p}`, "code", at))
          .concat(
            link("b", "phone:p4", "code", 0),
            link("b", "email:e1", "code", 0),
            link("a", "email:e1", "code", last),
          ),
      );
    const early = settle(numbers(9), policy);
    expect(groups(early.people)).toEqual([["a"], ["b"]]);
    expect(early.aside).toMatchObject([{ outcome: "demote", reason: "limit_identifier" }]);
    const apart = facts(
      [leaf("a")],
      [0, 1, 2, 367].map((at) => link("a", `phone:p${at}`, "code", at)),
    );
    expect(settle(apart, policy).aside).toEqual([]);
  });

  test("a person has a hundred leaves at most", () => {
    const many = Array.from({ length: 103 }, (_, at) => leaf(`l${String(at).padStart(3, "0")}`));
    const settled = settle(
      facts(
        many,
        many.map(({ id }, at) => link(id, "card:c1", "code", at)),
      ),
      policy,
    );
    expect(Math.max(...groups(settled.people).map((group) => group.length))).toBe(100);
    expect(settled.aside.map(({ reason }) => reason)).toEqual(Array.from({ length: 3 }, () => "limit_leaves_100"));
  });

  test("leaves that staff have joined count among the hundred, each once", () => {
    const byStaff = Array.from({ length: 60 }, (_, at) => leaf(`a${at}`));
    const byRule = Array.from({ length: 40 }, (_, at) => leaf(`b${at}`));
    const known: Facts = {
      ...facts(
        [...byStaff, ...byRule],
        byRule.map(({ id }, at) => link(id, "card:c1", "code", at)),
      ),
      together: byStaff.slice(1).map(({ id }) => ({ a: "a0", b: id })),
    };
    const proved = (leaves: readonly Leaf[], ...links: Link[]) =>
      settle({ ...known, leaves: [...known.leaves, ...leaves], links: [...known.links, ...links] }, policy);
    const enough = proved([], link("a7", "card:c1", "code", 50), link("a9", "card:c1", "code", 51));
    expect([groups(enough.people).length, enough.aside]).toEqual([1, []]);

    const extra = [leaf("c")];
    const tooMuch = proved(extra, link("c", "card:c1", "code", 49), link("a7", "card:c1", "code", 50));
    expect(tooMuch.aside).toMatchObject([{ proof: { leafId: "a7" }, outcome: "demote", reason: "limit_leaves_100" }]);
    expect(groups(tooMuch.people).map((group) => group.length)).toEqual([60, 41]);
  });

  test("a person has a thousand identifiers at most", () => {
    const links = Array.from({ length: 1002 }, (_, at) => link("a", `device:${at}`, "event", at));
    const { aside, accepted } = settle(facts([leaf("a")], links), policy);
    expect(accepted.length).toBe(1000);
    expect(aside.map(({ reason }) => reason)).toEqual(["limit_identifiers_1000", "limit_identifiers_1000"]);
  });

  test("an event's user id does not count where a link brought it", () => {
    const links = [link("d", "user:u1", "event"), link("d", "user:u1", "address", 4)];
    expect(proofsAmong(links)).toEqual([]);
    expect(proofsAmong([...links, link("d", "user:u1", "login", 5)])).toMatchObject([{ at: day(5).getTime() }]);
  });

  test("a value that joins nobody stands so on whoever mentions it, also where the word is no proof", () => {
    const links = [link("d", "email:blocked", "event"), link("d", "email:blocked", "address", 4)];
    expect(settle(facts([leaf("d")], links), policy).struck.get("email:blocked")?.state).toBe("blocked");
    expect(settle(facts([leaf("d")], links.slice(1)), policy).struck.size).toBe(0);
  });
});
