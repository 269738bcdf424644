import { expect, test } from "vitest";
import { findThread } from "./find-thread.ts";
import { parseMail } from "./parse-mail.ts";
import type { ParsedMail } from "./types.ts";

const own = { addresses: ["sklep@example.com"], domains: ["example.com"] };
const [t1, t2, t3] = ["a", "b", "c"].map((c) => c.repeat(20)) as [string, string, string];

const parse = async (...lines: string[]): Promise<ParsedMail> => {
  const result = await parseMail(Buffer.from(lines.join("\r\n")));
  if (!result.ok) throw new Error(result.message);
  return result.mail;
};

test("everything a mail says is looked up in the order of its strength", async () => {
  const mail = await parse(
    "From: Anna <anna@example.pl>",
    `To: sklep+c_${t2}@example.com`,
    "In-Reply-To: <c@example.com>",
    "References: <a@example.com> <b@example.com> <c@example.com>",
    "Subject: Re: [#4821] Sofa",
    "",
    `> Sklep <sklep+c_${t3}@example.com> wrote`,
  );
  expect(findThread(mail, own, [`sklep+c_${t1}@example.com`])).toEqual([
    { by: "token", token: t1, in: "envelope", strength: "sure" },
    { by: "token", token: t2, in: "header", strength: "sure" },
    { by: "message_id", messageId: "c@example.com", in: "in_reply_to", strength: "likely" },
    { by: "message_id", messageId: "b@example.com", in: "references", strength: "likely" },
    { by: "message_id", messageId: "a@example.com", in: "references", strength: "likely" },
    { by: "token", token: t3, in: "body", strength: "weak" },
    { by: "number", number: 4821, onlyFrom: "anna@example.pl", strength: "weak" },
  ]);
});

test("a subject alone joins nobody: it is bound to the sender, and to one sender", async () => {
  const subject = "Subject: [#4821] Sofa";
  expect(findThread(await parse("From: ewa@example.pl", subject, "", "x"), own)).toEqual([
    { by: "number", number: 4821, onlyFrom: "ewa@example.pl", strength: "weak" },
  ]);
  expect(findThread(await parse("From: ewa@example.pl, anna@example.pl", subject, "", "x"), own)).toEqual([]);
  expect(findThread(await parse("From: ewa@example.pl", "Subject: Re: Sofa", "", "x"), own)).toEqual([]);
});

test("a token is ours only in an address of ours, wherever it stands", async () => {
  const theirs = await parse("From: ewa@example.pl", `To: list+c_${t1}@example.org`, "", `x+c_${t2}@example.org`);
  expect(findThread(theirs, own)).toEqual([]);
  const copied = await parse(
    "From: ewa@example.pl",
    "To: x@example.org",
    `Cc: sklep+c_${t1}@example.com`,
    `Delivered-To: sklep+c_${t2}@example.com`,
    "",
    "x",
  );
  expect(findThread(copied, own).map((step) => "token" in step && step.token)).toEqual([t2, t1]);
});

test("the token is found in the HTML when the text has none, and a flood of ids is bounded", async () => {
  const html = await parse(
    "From: ewa@example.pl",
    "Content-Type: text/html",
    "",
    `<a href="mailto:sklep+c_${t1}@example.com">odpowiedz</a>`,
  );
  expect(findThread(html, own)).toEqual([{ by: "token", token: t1, in: "body", strength: "weak" }]);
  const ids = Array.from({ length: 500 }, (_, i) => `<${i}@example.pl>`).join("\r\n ");
  const flood = findThread(await parse("From: ewa@example.pl", `References: ${ids}`, "", "x"), own);
  expect(flood.length).toBeLessThanOrEqual(50);
  expect(flood[0]).toMatchObject({ messageId: "499@example.pl" });
});
