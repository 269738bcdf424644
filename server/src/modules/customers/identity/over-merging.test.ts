import { describe, expect, test } from "vitest";
import { day, groups, leafOf, link } from "../../../../test/identity-facts.ts";
import { type Birth, type Fact, makeModel } from "../../../../test/identity-model.ts";
import { blockedValues } from "./blocked-values.ts";
import { type EventIds, identifiersOfEvent } from "./identifiers-of-event.ts";
import { identifierKey } from "./namespaces.ts";
import { settle } from "./settle.ts";

const blocked = blockedValues();

/** What an event makes known, with a leaf of its own for every user id and every browser. */
function eventFacts(ids: EventIds, days: number): Fact[] {
  const { home, said } = identifiersOfEvent(ids, blocked);
  const places = [
    ...(home ? [{ home, id: home, how: "event" as const }] : []),
    ...said.map((s) => ({ ...s, home: s.home })),
  ];
  const homes = said.map((s) => ({ home: s.home, id: s.home, how: "event" as const }));
  return [...places, ...homes].map((s) => ({
    kind: "link",
    link: link(identifierKey(s.home), identifierKey(s.id), s.how, days),
  }));
}

const proof = (leafId: string, key: string, days = 0): Fact => ({
  kind: "link",
  link: link(leafId, key, "code", days),
});
const name = (leafId: string, value: string): Fact => ({ kind: "name", leafId, value });

const birthsOf = (facts: readonly Fact[]): Birth[] =>
  [...new Set(facts.flatMap((fact) => ("link" in fact ? [fact.link.leafId] : "a" in fact ? [] : [fact.leafId])))].map(
    (id) => ({
      id,
      createdAt: day(0),
      origin: id.includes(":") ? id.slice(0, id.indexOf(":")) : "form",
    }),
  );

async function peopleAfter(facts: readonly Fact[]): Promise<string[][]> {
  const model = makeModel(birthsOf(facts), blocked);
  for (const fact of facts) await model.learn(fact);
  return groups(model.people());
}

describe("what has merged strangers elsewhere merges nobody here", () => {
  const visitors = ["anonymous:b1", "anonymous:b2", "anonymous:b3"];

  test.each([
    null,
    "null",
    "",
    "guest",
    "undefined",
    "[object Object]",
    "0",
    "NaN",
    "{{user.id}}",
    "00000000-0000-0000-0000-000000000000",
  ])("three browsers that all identify as %j", async (userId) => {
    const facts = ["b1", "b2", "b3"].flatMap((anonymousId, at) =>
      eventFacts({ type: "identify", userId, anonymousId }, at),
    );
    expect(await peopleAfter(facts)).toEqual(visitors.map((id) => [id]));
  });

  test("an alias of one signed-in user to another", async () => {
    const facts = [
      ...eventFacts({ type: "identify", userId: "u1", anonymousId: "b1" }, 0),
      ...eventFacts({ type: "identify", userId: "u2", anonymousId: "b2" }, 1),
      ...eventFacts({ type: "alias", userId: "u2", previousId: "u1" }, 2),
      ...eventFacts({ type: "alias", userId: "u1", previousId: "u1" }, 3),
    ];
    const people = await peopleAfter(facts);
    expect(people).toContainEqual(["anonymous:b1", "user:u1"]);
    expect(people.find((ids) => ids.includes("user:u2"))).not.toContain("user:u1");
  });

  test("a tablet at home: each signs in after the other, again and again", async () => {
    const turns = ["anna", "jan", "anna", "jan"];
    const facts = turns.flatMap((userId, at) => eventFacts({ type: "identify", userId, anonymousId: "tablet" }, at));
    expect(await peopleAfter(facts)).toEqual([["anonymous:tablet", "user:anna"], ["user:jan"]]);
    expect(await peopleAfter(facts.toReversed())).toEqual([["anonymous:tablet", "user:anna"], ["user:jan"]]);
  });

  test("a tablet in the shop: fifty customers sign in within a day", async () => {
    const facts = Array.from({ length: 50 }, (_, at) =>
      eventFacts({ type: "identify", userId: `c${at}`, anonymousId: "tablet" }, at / 50),
    ).flat();
    expect((await peopleAfter(facts)).every((ids) => ids.length === 1)).toBe(true);
  });

  test("a family's telephone", async () => {
    const facts = [
      name("a", "Anna Kowalska"),
      name("j", "Jan Kowalski"),
      name("o", "Ola Kowalska"),
      proof("a", "phone:+48501234567"),
      proof("j", "phone:+48501234567", 1),
      proof("o", "phone:+48501234567", 2),
      proof("a", "email:anna@example.com"),
      proof("a2", "email:anna@example.com", 3),
      proof("a2", "phone:+48501234567", 4),
    ];
    expect(await peopleAfter(facts)).toEqual([["a", "a2"], ["j"], ["o"]]);
  });

  test("a newsletter's link with the reader's id, forwarded to a friend", async () => {
    const search = "?ajs_uid=anna&utm_source=mail";
    const facts = [
      ...eventFacts({ type: "identify", userId: "anna", anonymousId: "annas" }, 0),
      ...eventFacts({ type: "identify", userId: "anna", anonymousId: "friends", search }, 1),
      // The client keeps the id that the link brought, so later pages carry it without the link.
      ...eventFacts({ type: "page", userId: "anna", anonymousId: "friends" }, 2),
    ];
    for (const order of [facts, facts.toReversed()]) {
      expect(await peopleAfter(order)).toEqual([["anonymous:annas", "user:anna"], ["anonymous:friends"]]);
    }
  });

  test("the mailbox of an office", async () => {
    const facts = ["a", "b", "c"].map((id) => proof(id, "email:biuro@firma.example"));
    expect(await peopleAfter(facts)).toEqual([["a"], ["b"], ["c"]]);
  });
});

const women = "Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Elżbieta Zofia Joanna".split(" ");
const men = "Jan Andrzej Piotr Krzysztof Stanisław Tomasz Paweł Marcin Michał Grzegorz".split(" ");
const surnames =
  "Kowalsk Wiśniewsk Zielińsk Kamińsk Lewandowsk Dąbrowsk Kozłowsk Jankowsk Wojciechowsk Kwiatkowsk".split(" ");
const short: Record<string, string> = {
  Anna: "Ania",
  Katarzyna: "Kasia",
  Małgorzata: "Gosia",
  Jan: "Janek",
  Tomasz: "Tomek",
};

/** A fair die that falls the same way every time. */
function makeDie(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

interface Population {
  facts: Fact[];
  /** Leaf to person. */
  truth: Map<string, string>;
}

/** Households that share telephones, mailboxes and a tablet, and whose members write their names as people do. */
function populate(households: number): Population {
  const die = makeDie(7);
  const facts: Fact[] = [];
  const truth = new Map<string, string>();
  for (let h = 0; h < households; h += 1) {
    const stem = surnames[die(surnames.length)]!;
    const members = Array.from({ length: 1 + die(4) }, (_, m) => {
      const given = m % 2 === 0 ? women[(h + m) % women.length]! : men[(h + m) % men.length]!;
      return { id: `h${h}m${m}`, given, surname: `${stem}${m % 2 === 0 ? "a" : "i"}` };
    });
    const [familyPhone, familyMail] = [`phone:+4850${1_000_000 + h}`, `email:family${h}@example.com`];
    for (const { id, given, surname } of members) {
      const spellings = [
        `${given} ${surname}`,
        `${surname} ${given}`,
        `${given[0]}. ${surname}`,
        `${short[given] ?? given} ${surname}`,
        given,
      ];
      const say = (leafId: string) => facts.push(name(leafId, spellings[die(spellings.length)]!));
      const own = `email:${id}@example.com`;
      const account = `user:${id}`;
      const leaf = (word: string) => {
        const leafId = word.includes(":") ? word : `${id}-${word}`;
        truth.set(leafId, id);
        return leafId;
      };
      facts.push({ kind: "link", link: link(leaf(account), account, "event") }, name(account, `${given} ${surname}`));
      facts.push(proof(account, own));
      for (let n = 0; n < 1 + die(3); n += 1) {
        const contact = leaf(`chat${n}`);
        facts.push(proof(contact, own, die(20)));
        if (die(2) === 0) say(contact);
        if (die(3) === 0) facts.push(proof(contact, familyPhone, 20 + die(20)));
      }
      const browser = leaf(`anonymous:${id}`);
      facts.push(
        { kind: "link", link: link(browser, browser, "event") },
        { kind: "link", link: link(browser, account, "event", die(9)) },
      );
      const paper = leaf("form");
      facts.push(name(paper, `${given} ${surname}`), proof(paper, die(2) === 0 ? familyPhone : familyMail, die(40)));
      if (members[0]!.id === id) truth.set(`anonymous:tablet${h}`, id);
      const turn = link(`anonymous:tablet${h}`, account, "event", 1 + members.findIndex((m) => m.id === id));
      facts.push({ kind: "link", link: turn }, proof(`anonymous:tablet${h}`, `anonymous:tablet${h}`));
    }
  }
  return { facts, truth };
}

test("of a thousand people in households nobody is mixed up, and those whom their own proofs join are joined", () => {
  const { facts, truth } = populate(400);
  const births = birthsOf(facts);
  const namesOf = new Map<string, string[]>();
  for (const fact of facts) {
    if (fact.kind === "name") namesOf.set(fact.leafId, [...(namesOf.get(fact.leafId) ?? []), fact.value]);
  }
  const settled = settle(
    {
      leaves: births.map((birth) => leafOf(birth, namesOf.get(birth.id) ?? [], [])),
      links: facts.flatMap((fact) => ("link" in fact ? [fact.link] : [])),
      together: [],
      apart: [],
    },
    { blocked },
  );
  const mixed = groups(settled.people).filter((ids) => new Set(ids.map((id) => truth.get(id))).size > 1);
  expect(mixed).toEqual([]);

  const people = new Set(truth.values());
  expect(people.size).toBeGreaterThan(900);
  const own = [...truth].filter(([leafId]) => !leafId.endsWith("-form"));
  const joined = own.filter(([leafId, person]) => settled.people.get(leafId) === settled.people.get(`user:${person}`));
  expect(joined.length / own.length).toBeGreaterThan(0.98);
});
