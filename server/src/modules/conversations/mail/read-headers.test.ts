import { expect, test } from "vitest";
import { parseMail } from "./parse-mail.ts";
import type { ParsedMail } from "./types.ts";

const parse = async (...lines: string[]): Promise<ParsedMail> => {
  const result = await parseMail(Buffer.from(lines.join("\r\n"), "latin1"));
  if (!result.ok) throw new Error(result.message);
  return result.mail;
};

test("the header of an ordinary answer", async () => {
  const mail = await parse(
    "Return-Path: <anna@example.pl>",
    "Delivered-To: sklep+c_abcdefghij2345678923@example.com",
    "X-Original-To: Sklep@example.com",
    "Authentication-Results: mx.example.com; dmarc=pass header.from=example.pl",
    "Message-ID:  <1@example.pl>",
    "In-Reply-To: <b.c.d@example.com>",
    "References: <a.b.c@example.com>",
    "\t<b.c.d@example.com>",
    "From: =?utf-8?B?xbt1xYJ3?= <Anna@Example.pl>",
    'To: "Sklep" <sklep@example.com>, rodzina: Jan <jan@example.pl>, ewa@example.pl;',
    "Date: Fri, 3 Oct 2025 10:12:00 +0200",
    "Subject: Odp: =?utf-8?Q?za=C5=BC=C3=B3=C5=82?=",
    " =?utf-8?Q?_ty?=",
    "",
    "Tak.",
  );
  expect(mail).toMatchObject({
    messageId: "1@example.pl",
    inReplyTo: ["b.c.d@example.com"],
    references: ["a.b.c@example.com", "b.c.d@example.com"],
    from: { address: "anna@example.pl", name: "Żułw" },
    fromIsAmbiguous: false,
    deliveredTo: ["sklep+c_abcdefghij2345678923@example.com", "sklep@example.com"],
    returnPath: "anna@example.pl",
    date: new Date("2025-10-03T08:12:00Z"),
    subject: "Odp: zażół ty",
    contentType: "text/plain",
    reportType: null,
    text: "Tak.",
  });
  expect(mail.to.map((to) => to.address)).toEqual(["sklep@example.com", "jan@example.pl", "ewa@example.pl"]);
  expect(mail.authResults).toMatchObject([{ server: "mx.example.com", dmarc: "pass" }]);
  expect(mail.headers.find((h) => h.name === "references")?.value).toBe("<a.b.c@example.com> <b.c.d@example.com>");
});

test("a second author makes the mail ambiguous, in one header or two", async () => {
  expect((await parse("From: a@example.pl, b@example.pl", "", "x")).fromIsAmbiguous).toBe(true);
  expect((await parse("From: a@example.pl", "From: b@example.pl", "", "x")).fromIsAmbiguous).toBe(true);
});

test("what is missing or broken is null, never invented", async () => {
  const mail = await parse("From: MAILER-DAEMON", "Date: soon", "Message-ID: ", "Return-Path: <>", "", "x");
  expect(mail).toMatchObject({
    from: null,
    date: null,
    messageId: null,
    returnPath: "",
    inReplyTo: [],
    references: [],
  });
  expect((await parse("Subject: x", "", "x")).returnPath).toBeNull();
});

test("ids without angle brackets are still ids", async () => {
  const mail = await parse("Message-ID: 1@example.pl", "References: 2@example.pl 3@example.pl", "", "x");
  expect(mail).toMatchObject({ messageId: "1@example.pl", references: ["2@example.pl", "3@example.pl"] });
});

test("bytes without a charset are read as the body's charset, or as Central European", async () => {
  const latin2 = await parse(
    "Subject: za\xbf\xf3\xb3\xe6",
    "Content-Type: text/plain; charset=iso-8859-2",
    "",
    "\xb3\xf3d\xbc",
  );
  expect(latin2).toMatchObject({ subject: "zażółć", text: "łódź" });
  expect((await parse("Subject: g\xea\x9c", "", "x")).subject).toBe("gęś");
  expect((await parse("Subject: =?iso-8859-2?Q?\xb1=BF?=", "", "x")).subject).toBe("ąż");
});

test("line ends and zeros in a decoded word stay out of values", async () => {
  const mail = await parse(
    "Subject: =?utf-8?Q?a=0D=0ABcc:_b=00c?=",
    "From: =?utf-8?Q?x=0A=E2=80=AEy?= <a@example.pl>",
    "",
    "x\0y",
  );
  expect(mail).toMatchObject({ subject: "a Bcc: bc", from: { name: "x y" }, text: "xy" });
});
