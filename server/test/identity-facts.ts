import fc from "fast-check";
import type { Namespace } from "../../contract/customers.ts";
import type { Facts, Leaf, Link, Way } from "../src/modules/customers/identity/facts.ts";
import type { Trait } from "../src/modules/customers/identity/golden-record.ts";
import { isTorn } from "../src/modules/customers/identity/leaf-evidence.ts";

/** One thing that becomes known. A leaf comes into being with the first fact that mentions it. */
export type Fact =
  | { kind: "link"; link: Link }
  | { kind: "name" | "birthDate"; leafId: string; value: string }
  | { kind: "together" | "apart" | "notTogether" | "notApart"; a: string; b: string };

/** A leaf before anything is known of it. */
export type Birth = Pick<Leaf, "id" | "createdAt" | "origin">;

const start = Date.UTC(2026, 0, 5);

/** The moment so many days after the first Monday of 2026. */
export const day = (days: number): Date => new Date(start + days * 86_400_000);

/** A link as a test writes it: `link("a", "email:anna@example.com", "code", 3)` on the third day. */
export function link(leafId: string, key: string, how: Way = "code", days = 0): Link {
  const colon = key.indexOf(":");
  return { leafId, ns: key.slice(0, colon) as Namespace, value: key.slice(colon + 1), how, at: day(days) };
}

const users = ["u1", "u2"];
const devices = ["d1", "d2", "d3"];
const others = ["x1", "x2", "x3", "x4"];

/** Leaves of every kind: two made for a user id, three browsers, four that came by mail, form or chat. */
export const births: readonly Birth[] = [
  ...users.map((id) => ({ id, origin: "user" })),
  ...devices.map((id) => ({ id, origin: "anonymous" })),
  ...others.map((id) => ({ id, origin: "form" })),
].map((leaf, at) => ({ ...leaf, createdAt: day(at % 4) }));

const leafId = fc.constantFrom(...births.map(({ id }) => id));
const keys = [
  "email:e1",
  "email:e2",
  "email:e3",
  "phone:p1",
  "phone:p2",
  "phone:p3",
  "phone:p4",
  "card:c1",
  "user:u1",
  "user:u2",
];
const names = ["Anna Kowalska", "Jan Nowak", "Maria Popescu"];
const ways: readonly Way[] = ["code", "code", "code", "mail", "event", "event", "typed", "address"];

const links = fc
  .tuple(leafId, fc.constantFrom(...keys, "email:blocked"), fc.constantFrom(...ways), fc.integer({ min: 0, max: 12 }))
  .filter(([id, key]) => !users.includes(id) || !key.startsWith("user:"))
  .map(([id, key, how, days]): Fact => ({ kind: "link", link: link(id, key, how, days) }));
const said = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("name" as const), leafId, value: fc.constantFrom(...names) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("birthDate" as const),
      leafId,
      value: fc.constantFrom("1980-01-01", "1990-02-02"),
    }),
  },
);
const verdict = fc
  .tuple(fc.constantFrom("together" as const, "apart" as const), leafId, leafId)
  .filter(([, a, b]) => a < b)
  .map(([kind, a, b]): Fact => ({ kind, a, b }));

const homes: readonly Fact[] = [
  ...users.map((id): Fact => ({ kind: "link", link: link(id, `user:${id}`, "event", 2) })),
  ...devices.map((id): Fact => ({ kind: "link", link: link(id, `anonymous:${id}`, "event", 1) })),
];

/** Facts about a few people, among them what staff said where `verdicts` is asked for. */
export const someFacts = ({ verdicts }: { verdicts: boolean }): fc.Arbitrary<Fact[]> =>
  fc
    .tuple(
      fc.array(links, { minLength: 1, maxLength: 24, size: "max" }),
      fc.array(said, { maxLength: 4, size: "max" }),
      verdicts ? fc.array(verdict, { maxLength: 2, size: "max" }) : fc.constant([]),
    )
    .map((facts) => [...homes, ...facts.flat()]);

/** A leaf under which customers said these names and birth dates. */
export function leafOf(birth: Birth, names: readonly string[], birthDates: readonly string[]): Leaf {
  const said = (key: string, values: readonly string[]) =>
    values.map((value): Trait => ({ leafId: birth.id, key, source: "customer", value, at: birth.createdAt }));
  const traits = [...said("name", names), ...said("birth_date", birthDates)];
  return { ...birth, names, birthDates, torn: isTorn(traits, birth.origin) };
}

/** The same facts as one set, with every leaf. */
export function gather(facts: readonly Fact[]): Facts {
  const mentioned = new Set(
    facts.flatMap((fact) => ("link" in fact ? [fact.link.leafId] : "a" in fact ? [fact.a, fact.b] : [fact.leafId])),
  );
  const of = (kind: "name" | "birthDate", id: string): string[] => [
    ...new Set(facts.flatMap((fact) => (fact.kind === kind && fact.leafId === id ? [fact.value] : []))),
  ];
  const verdictsOf = (kind: "together" | "apart") =>
    facts.flatMap((fact) => (fact.kind === kind ? [{ a: fact.a, b: fact.b }] : []));
  return {
    leaves: births
      .filter(({ id }) => mentioned.has(id))
      .map((birth) => leafOf(birth, of("name", birth.id), of("birthDate", birth.id))),
    links: facts.flatMap((fact) => ("link" in fact ? [fact.link] : [])),
    together: verdictsOf("together"),
    apart: verdictsOf("apart"),
  };
}

/** People as sorted groups of leaf ids, so that two answers can be compared. */
export const groups = (people: ReadonlyMap<string, string>): string[][] =>
  [...Map.groupBy(people.keys(), (id) => people.get(id)!).values()].map((ids) => ids.sort()).sort();
