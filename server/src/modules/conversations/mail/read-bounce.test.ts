import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { cpuMs } from "../../../../test/cpu-time.ts";
import { data } from "../../../../test/data.ts";
import { classifyMail } from "./classify-mail.ts";
import { parseMail, stopParsing } from "./parse-mail.ts";
import { readBounce } from "./read-bounce.ts";
import type { ParsedMail } from "./types.ts";

afterAll(stopParsing);

const token = "abcdefghij2345678923";
const parse = async (raw: string | Uint8Array): Promise<ParsedMail> => {
  const result = await parseMail(Buffer.from(raw));
  if (!result.ok) throw new Error(result.message);
  return result.mail;
};
const report = (status: string, to = "sklep@example.com") => `From: MAILER-DAEMON@mx.example.pl
To: ${to}
Message-ID: <bounce@mx.example.pl>
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

I'm sorry to have to inform you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.pl

${status}
--b
Content-Type: message/rfc822

From: sklep@example.com
Reply-To: sklep+c_${token}@example.com
Message-ID: <m.n.r@example.com>
Subject: Sofa

Dzień dobry
--b--
`;

test("a standard report names recipient, codes, reason and the original", async () => {
  const status = `Original-Recipient: rfc822;Anna@example.pl
Final-Recipient: rfc822; skrzynka7@host.example.pl
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <skrzynka7@host.example.pl>: Recipient address
    rejected: User unknown in virtual mailbox table

Final-Recipient: rfc822; ewa@example.pl
Action: delayed
Status: 4.2.2
Diagnostic-Code: smtp; 452-4.2.2 The email account that you tried to reach is over quota`;
  expect(readBounce(await parse(report(status)))).toEqual({
    recipients: [
      {
        address: "anna@example.pl",
        action: "failed",
        status: "5.1.1",
        reply: 550,
        diagnostic:
          "550 5.1.1 <skrzynka7@host.example.pl>: Recipient address rejected: User unknown in virtual mailbox table",
        reason: "userunknown",
        hard: true,
      },
      expect.objectContaining({
        address: "ewa@example.pl",
        action: "delayed",
        status: "4.2.2",
        reply: 452,
        reason: "mailboxfull",
        hard: false,
      }),
    ],
    originalMessageIds: ["m.n.r@example.com"],
    token,
  });
});

test("the address the report came to says more than the original", async () => {
  const mail = await parse(
    report("Final-Recipient: rfc822; x@example.pl\nAction: failed", `sklep+c_${"z".repeat(20)}@example.com`),
  );
  expect(readBounce(mail).token).toBe("z".repeat(20));
});

test("qmail and exim say it in words", async () => {
  const qmail = `From: MAILER-DAEMON@mx.example.pl
To: sklep@example.com
Subject: failure notice

Hi. This is the qmail-send program at mx.example.pl.
I'm afraid I wasn't able to deliver your message to the following addresses.

<anna@example.pl>:
Sorry, no mailbox here by that name. (#5.1.1)

<ewa@example.pl>:
192.0.2.1 does not like recipient.
Remote host said: 552 5.2.2 Mailbox full

--- Below this line is a copy of the message.

Message-ID: <m.n.r@example.com>
From: sklep@example.com
Cc: other@example.pl
`;
  expect(readBounce(await parse(qmail))).toMatchObject({
    recipients: [
      { address: "anna@example.pl", status: "5.1.1", reply: null, reason: "userunknown", hard: true },
      { address: "ewa@example.pl", status: "5.2.2", reply: 552, reason: "mailboxfull", hard: false },
    ],
    originalMessageIds: ["m.n.r@example.com"],
  });
});

test("a complaint names who complained", async () => {
  const arf = `From: fbl@example.pl
To: sklep@example.com
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
Original-Rcpt-To: <Anna@example.pl>
--b
Content-Type: message/rfc822

Message-ID: <m.n.r@example.com>
--b--
`;
  expect(readBounce(await parse(arf))).toMatchObject({
    recipients: [{ address: "anna@example.pl", action: "complaint", reason: "feedback", diagnostic: "abuse" }],
    originalMessageIds: ["m.n.r@example.com"],
  });
});

test("the words of an address or a link are no reason", async () => {
  const status =
    "Final-Recipient: rfc822; user.unknown@spam.example\nAction: failed\nDiagnostic-Code: smtp; 550 <user.unknown@spam.example> quota exceeded, see https://example.com/virus/spam-detected";
  expect(readBounce(await parse(report(status))).recipients).toMatchObject([{ reason: "mailboxfull" }]);
});

test("no text makes it throw or hang", { timeout: 60_000 }, async () => {
  const mail = await parse(report("Action: failed"));
  const piece = fc.constantFrom(
    "550 5.1.1 ",
    "a@b.pl",
    "<",
    ">",
    ":",
    "\n",
    "\n\n",
    "Final-Recipient: rfc822;",
    "Action: failed",
    "user ",
    "not ",
    "exist",
    "-",
    " ",
    "5.",
    "Message-ID: <x@y>",
    "host ",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 200 }), (pieces) => {
      const text = pieces.join("");
      readBounce({ ...mail, text });
      const content = Buffer.from(text);
      readBounce({ ...mail, attachments: [{ ...mail.attachments[0]!, content, size: content.length }] });
    }),
  );
  for (const text of [
    "user ",
    "<a@b.pl>: 550 user not ",
    "550-",
    "a@",
    "sender ",
    "-".repeat(60),
    "host a ",
    "exceed ",
  ]) {
    const start = cpuMs();
    readBounce({ ...mail, text: text.repeat(100_000 / text.length), attachments: [] });
    expect(cpuMs() - start).toBeLessThan(2000);
  }
});

const bounces = data("mail/bounces/");
const expected = data("mail/bounces-expected.csv");

test.skipIf(!bounces || !expected)("real bounces (skipped without the data folder)", { timeout: 60_000 }, async () => {
  const rows = readFileSync(expected!, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const right = { reason: 0, hard: 0, status: 0, reply: 0, count: 0 };
  const of = { reason: 0, hard: 0, status: 0, reply: 0, count: 0 };
  let withOriginal = 0;
  for (const file of readdirSync(bounces!)) {
    const mail = await parse(readFileSync(new URL(file, bounces)));
    const { kind } = classifyMail(mail, { addresses: [], domains: [] });
    const bounce = readBounce(mail);
    if (bounce.originalMessageIds.length > 0) withOriginal++;
    const known = rows.filter((row) => row[0] === file);
    if (known.length > 0) of.count++;
    if (known.length === bounce.recipients.length) right.count++;
    known.forEach(([, , status = "", reply, reason, hard], i) => {
      const read = bounce.recipients[i];
      const said = kind === "auto_reply" && read?.reason !== "delivered" ? "vacation" : read?.reason;
      const check = (what: keyof typeof right, isRight: boolean) => {
        of[what]++;
        if (isRight) right[what]++;
      };
      check("reason", said === reason);
      check("hard", String(read?.hard) === hard);
      // Codes such as 5.0.911 stand for "none given".
      if (status !== "" && !/\.0\.9\d\d$/.test(status)) check("status", read?.status === status);
      if (reply) check("reply", String(read?.reply) === reply);
    });
  }
  expect(of).toEqual({ reason: 292, hard: 292, status: 202, reply: 197, count: 277 });
  const reached = { reason: 257, hard: 274, status: 199, reply: 182, count: 274, withOriginal: 263 };
  const found = { ...right, withOriginal };
  for (const what of Object.keys(reached) as (keyof typeof reached)[]) {
    expect(found[what], what).toBeGreaterThanOrEqual(reached[what]);
  }
});
