import fc from "fast-check";
import { expect, test } from "vitest";
import { isDaemon, isNoReply, isRole, normaliseAddress, parseToken, withToken } from "./address.ts";

test.each([
  ["Anna@Example.PL", "anna@example.pl"],
  ["  <Anna@example.pl> ", "anna@example.pl"],
  ['"Kowalska, Anna" <anna@example.pl>', "anna@example.pl"],
  ["anna(private)@(at)example.pl", "anna@example.pl"],
  ["mailto:anna@example.pl", "anna@example.pl"],
  ["biuro@żółw.pl", "biuro@xn--w-uga1v8h.pl"],
  ["ion@example.ro.", "ion@example.ro"],
])("%s is compared as %s", (raw, address) => {
  expect(normaliseAddress(raw)).toBe(address);
});

test.each([
  "",
  "anna",
  "@example.pl",
  "anna@",
  "a b@example.pl",
  "a@b@c.pl x",
  "a@exa mple.pl",
  "a\r\nBcc: x@y.pl",
  "a@-b.pl",
])("%j is no address", (raw) => {
  expect(normaliseAddress(raw)).toBeNull();
});

test("normalising twice changes nothing, and no line end survives", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.emailAddress()), (raw) => {
      const once = normaliseAddress(raw);
      if (once === null) return;
      expect(normaliseAddress(once)).toBe(once);
      expect(once).not.toMatch(/[\s<>"(),]/);
    }),
  );
});

test("mail systems, unread senders and roles are told apart from people", () => {
  expect(["MAILER-DAEMON@x.pl", "postmaster@x.pl", "mailer_daemon+1@x.pl"].map(isDaemon)).toEqual([true, true, true]);
  expect(["noreply@x.pl", "no-reply@x.pl", "donotreply@x.ro", "bounces+7=a@x.pl"].map(isNoReply)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["info@x.pl", "reklamacje@x.pl", "office@x.ro"].map(isRole)).toEqual([true, true, true]);
  expect(["anna@x.pl", "norbert@x.pl", "informatyk@x.pl"].map(isRole)).toEqual([false, false, false]);
});

test("a token is read back from the address that carries it", () => {
  const token = "abcdefghij2345678923";
  expect(withToken("sklep@example.pl", token)).toBe(`sklep+c_${token}@example.pl`);
  expect(parseToken(`Sklep+C_${token.toUpperCase()}@example.pl`)).toEqual({ token, address: "sklep@example.pl" });
  expect(parseToken("sklep+c_short@example.pl")).toBeNull();
  expect(parseToken("sklep@example.pl")).toBeNull();
});
