import { expect, test } from "vitest";
import { link } from "../../../../test/identity-facts.ts";
import { proofsAmong } from "./facts.ts";
import { suspiciousIdentifiers, suspiciousLeaves } from "./find-suspicious.ts";

const numbered = (count: number) => Array.from({ length: count }, (_, at) => at);

test("six accounts on one device within thirty days make it nobody's, five or a slower pace do not", () => {
  const accounts = (count: number, pace: number) =>
    proofsAmong(numbered(count).map((n) => link("tablet", `user:u${n}`, "event", n * pace)));
  expect([...suspiciousLeaves(accounts(6, 1))]).toEqual(["tablet"]);
  expect([...suspiciousLeaves(accounts(5, 1))]).toEqual([]);
  expect([...suspiciousLeaves(accounts(6, 6))]).toEqual([]);
});

test("a customer who brings everything at once is not suspicious", () => {
  const links = ["user:u", "card:c", "email:a", "email:b", "phone:p", "phone:q", "whatsapp:w", "facebook:f"].map(
    (key) => link("anna", key),
  );
  expect([...suspiciousLeaves(proofsAmong(links))]).toEqual([]);
  expect([...suspiciousIdentifiers(proofsAmong(links))]).toEqual([]);
});

test("an address beside six accounts identifies nobody, nor does one that twenty-one prove in a day", () => {
  const beside = numbered(6).flatMap((n) => [
    link(`l${n}`, `user:u${n}`, "event", n),
    link(`l${n}`, "email:dom", "code", n),
  ]);
  expect([...suspiciousIdentifiers(proofsAmong(beside))]).toEqual([["email:dom", "suspicious_identifier"]]);
  const rushed = (count: number, key: string) =>
    proofsAmong(numbered(count).map((n) => link(`l${n}`, key, "code", n / 100)));
  expect([...suspiciousIdentifiers(rushed(21, "email:dom"))]).toEqual([["email:dom", "merge_rate"]]);
  expect([...suspiciousIdentifiers(rushed(20, "email:dom"))]).toEqual([]);
  expect([...suspiciousIdentifiers(rushed(21, "user:u"))]).toEqual([]);
});
