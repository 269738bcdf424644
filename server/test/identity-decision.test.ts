import { expect, test } from "vitest";
import { blockedValues } from "../src/modules/customers/identity/blocked-values.ts";
import type { Facts, Leaf, Link } from "../src/modules/customers/identity/facts.ts";
import { decideProof } from "./identity-decision.ts";
import { day, leafOf, link } from "./identity-facts.ts";

const policy = { blocked: blockedValues() };
const leaf = (id: string, { origin = "form", names = [], birthDates = [] }: Partial<Leaf> = {}): Leaf =>
  leafOf({ id, createdAt: day(0), origin }, names, birthDates);

/** Anna with a mailbox and a shop account, Jan with another mailbox and account, a browser, and a form of nobody's. */
const world = (over: { leaves?: Leaf[]; links?: Link[]; apart?: Facts["apart"] } = {}): Facts => ({
  leaves: [
    leaf("anna", { origin: "user", names: ["Anna Kowalska"], birthDates: ["1980-01-01"] }),
    leaf("jan", { origin: "user", names: ["Jan Kowalski"] }),
    leaf("browser", { origin: "anonymous" }),
    leaf("form"),
    ...(over.leaves ?? []),
  ],
  links: [
    link("anna", "user:a", "event"),
    link("anna", "email:anna@example.com"),
    link("jan", "user:j", "event"),
    link("jan", "email:jan@example.com"),
    link("browser", "anonymous:b", "event"),
    ...(over.links ?? []),
  ],
  together: [],
  apart: over.apart ?? [],
});

const onAnnas = [link("browser", "email:anna@example.com", "code", 1)];

test.each([
  ["the first proof of an address", world(), link("form", "email:new@example.com", "code", 2), "attach", []],
  ["an address that another leaf holds", world(), link("form", "email:anna@example.com", "code", 2), "merge", []],
  ["a user id on a browser", world(), link("browser", "user:a", "event", 2), "merge", []],
  [
    "the same once more",
    world({ links: onAnnas }),
    link("browser", "email:anna@example.com", "mail", 2),
    "already",
    [],
  ],
  [
    "a second thing of the same person",
    world({ links: onAnnas }),
    link("browser", "user:a", "event", 2),
    "already",
    [],
  ],
  [
    "a user id where another signed in",
    world({ links: onAnnas }),
    link("browser", "user:j", "event", 2),
    "switch",
    ["name_disagrees"],
  ],
  [
    "an address of another's on her device",
    world({ links: onAnnas }),
    link("browser", "email:jan@example.com", "code", 2),
    "share",
    ["name_disagrees"],
  ],
  [
    "an address of one who gave another birth date",
    world({ leaves: [leaf("mum", { birthDates: ["1955-05-05"] })] }),
    link("mum", "email:anna@example.com", "code", 2),
    "share",
    ["birth_date_disagrees"],
  ],
  [
    "the mailbox of another account",
    world({ leaves: [leaf("a2", { origin: "user" })], links: [link("a2", "user:a2", "event")] }),
    link("a2", "email:anna@example.com", "code", 2),
    "share",
    ["unique_identifier_disagrees"],
  ],
  [
    "an address of one from whom staff keep her apart",
    world({ apart: [{ a: "anna", b: "form" }] }),
    link("form", "email:anna@example.com", "code", 2),
    "share",
    ["kept_apart"],
  ],
  [
    "an address that is shared already",
    world({ leaves: [leaf("other")], links: [link("jan", "email:anna@example.com")] }),
    link("other", "email:anna@example.com", "code", 2),
    "share",
    ["shared_identifier", "name_disagrees"],
  ],
  ["a role address", world(), link("form", "email:info@example.com", "mail", 2), "demote", ["blocked_value"]],
  [
    "a user id that a link had brought",
    world({ links: [link("browser", "user:a", "address")] }),
    link("browser", "user:a", "event", 2),
    "demote",
    ["forwarded_link"],
  ],
  [
    "a fourth phone within a year",
    world({ links: ["1", "2", "3"].map((n) => link("anna", `phone:+4850123456${n}`)) }),
    link("anna", "phone:+48501234564", "code", 2),
    "demote",
    ["limit_identifier"],
  ],
  [
    "a sixth browser within a week",
    world({
      leaves: [1, 2, 3, 4, 5].map((n) => leaf(`b${n}`, { origin: "anonymous" })),
      links: [1, 2, 3, 4, 5].flatMap((n) => [
        link(`b${n}`, `anonymous:b${n}`, "event"),
        link(`b${n}`, "user:a", "event"),
      ]),
    }),
    link("browser", "user:a", "event", 2),
    "demote",
    ["limit_identifier"],
  ],
  [
    "a sixth account on the shop's tablet",
    world({ links: [1, 2, 3, 4, 5].map((n) => link("browser", `user:u${n}`, "event")) }),
    link("browser", "user:a", "event", 2),
    "demote",
    ["suspicious_leaf"],
  ],
  [
    "an address that stands beside six accounts",
    world({
      leaves: [1, 2, 3, 4, 5].map((n) => leaf(`u${n}`, { origin: "user" })),
      links: [1, 2, 3, 4, 5].flatMap((n) => [
        link(`u${n}`, `user:u${n}`, "event"),
        link(`u${n}`, "email:dom@example.com"),
      ]),
    }),
    link("anna", "email:dom@example.com", "code", 2),
    "demote",
    ["suspicious_identifier"],
  ],
  [
    "an address proved by more than twenty in a day",
    world({
      leaves: Array.from({ length: 20 }, (_, n) => leaf(`f${n}`)),
      links: Array.from({ length: 20 }, (_, n) => link(`f${n}`, "email:new@example.com")),
    }),
    link("form", "email:new@example.com", "code", 0.5),
    "demote",
    ["merge_rate"],
  ],
  [
    "an address on a leaf where two gave their names",
    world({ leaves: [leaf("torn", { names: ["Anna Kowalska", "Jan Kowalski"] })] }),
    link("torn", "email:anna@example.com", "code", 2),
    "demote",
    ["contradictory_leaf"],
  ],
] as const)("%s", (_, facts, proof, kind, reasons) => {
  expect(decideProof(facts, proof, policy)).toMatchObject({ kind, reasons });
});

test("who stays whose: after a switch and after a share the device is Anna's still", () => {
  for (const key of ["user:j", "email:jan@example.com"]) {
    const { after } = decideProof(world({ links: onAnnas }), link("browser", key, "event", 2), policy);
    expect(after.people.get("browser")).toBe(after.people.get("anna"));
    expect(after.people.get("jan")).toBe("jan");
  }
});

test("a claim is no proof", () => {
  expect(() => decideProof(world(), link("form", "email:anna@example.com", "typed"), policy)).toThrow("claim");
});
