import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { cpuMs } from "../../../../test/cpu-time.ts";
import { data } from "../../../../test/data.ts";
import { classifyMail, type MailMarker } from "./classify-mail.ts";
import { parseMail, stopParsing } from "./parse-mail.ts";

afterAll(stopParsing);

const own = { addresses: ["sklep@example.com"], domains: ["example.com"] };
const classify = async (lines: readonly string[], envelopeFrom: string | null = "anna@example.pl") => {
  const result = await parseMail(Buffer.from(lines.join("\r\n")));
  if (!result.ok) throw new Error(result.message);
  return classifyMail(result.mail, own, envelopeFrom);
};
const letter = (header: string, text = "Gdzie jest moja sofa?") => [
  "From: anna@example.pl",
  "To: sklep@example.com",
  header,
  "",
  text,
];

test("a person's letter may be answered", async () => {
  expect(await classify(letter("Subject: Sofa"))).toEqual({
    kind: "personal",
    sure: true,
    markers: [],
    mayAutoReply: true,
  });
  expect(await classify(letter("Auto-Submitted: no"))).toMatchObject({ kind: "personal", mayAutoReply: true });
});

test.each<[string, MailMarker, string]>([
  ["Auto-Submitted: auto-replied", "auto_submitted", "auto_reply"],
  ["Auto-Submitted: auto-generated", "auto_submitted", "auto_reply"],
  ["Precedence: bulk", "precedence", "list"],
  ["Precedence: Auto_Reply", "precedence", "list"],
  ["List-Id: <news.example.pl>", "list_header", "list"],
  ["List-Unsubscribe: <https://example.pl>", "list_header", "list"],
  ["X-Autoreply: yes", "auto_reply_header", "auto_reply"],
  ["X-Autorespond: yes", "auto_reply_header", "auto_reply"],
  ["X-Auto-Response-Suppress: DR, OOF", "suppress_header", "personal"],
  ["Return-Path: <>", "null_sender", "personal"],
  ["X-Loop: help@example.org", "loop_header", "personal"],
  ["Sender: mailer-daemon@example.pl", "daemon_sender", "personal"],
  ["Sender: no-reply@example.pl", "no_reply_sender", "personal"],
  ["Content-Type: multipart/report; report-type=disposition-notification; boundary=a", "report", "auto_reply"],
  ["X-Failed-Recipients: x@example.pl", "failed_recipients", "bounce"],
  ["Subject: Odpowiedź automatyczna: Sofa", "auto_reply_subject", "auto_reply"],
  ["Subject: Răspuns automat: Canapea", "auto_reply_subject", "auto_reply"],
  ["X-Splot: 1", "own_marker", "own"],
  [
    "Message-ID: <019b0000-0000-7000-8000-000000000001.019b0000-0000-7000-8000-000000000002.abc@example.com>",
    "own_message_id",
    "own",
  ],
])("%s forbids an automatic answer", async (header, marker, kind) => {
  const found = await classify(letter(header));
  expect(found).toMatchObject({ kind, mayAutoReply: false });
  expect(found.markers).toContain(marker);
});

test("a Message-ID of our own domain alone makes no mail ours: others have addresses there too", async () => {
  expect(await classify(letter("Message-ID: <20261122.1011.A1B2@example.com>"))).toMatchObject({ kind: "personal" });
});

test.each([
  ["Subject: Delivery problem", "It was not in my mailbox.", "bounce", false],
  ["Subject: Poza biurem nikt nie odbiera", "Ile mam czekać?", "auto_reply", false],
  ["Subject: Absență din birou: Canapea", "Revin luni.", "auto_reply", false],
  ["Subject: Delivery problem\r\nReturn-Path: <>", "It was not in my mailbox.", "bounce", true],
  ["Subject: Urlop: Sofa\r\nAuto-Submitted: auto-replied", "Wracam w poniedziałek.", "auto_reply", true],
] as const)("%s: %s – %s, by more than words: %s", async (header, text, kind, sure) => {
  expect(await classify(letter(header, text))).toMatchObject({ kind, sure });
});

test("our own address and an empty envelope sender are signs too", async () => {
  expect(await classify(["From: Sklep <SKLEP@example.com>", "", "x"])).toMatchObject({
    kind: "own",
    markers: ["own_address"],
  });
  expect(await classify(letter("Subject: Sofa"), "")).toMatchObject({ mayAutoReply: false, markers: ["null_sender"] });
});

test.each([
  ["Subject: Delivery problem", "My sofa could not be delivered yesterday, the courier returned it."],
  ["Subject: Undelivered parcel", "It was not delivered. The recipient was at home."],
  ["Subject: Paczka niedostarczona", "Kurier nie dostarczył paczki."],
  ["Subject: Re: Undelivered Mail Returned to Sender", "I got this, is your mailbox full? 550 5.2.2"],
  [
    "Subject: Fwd: Delivery Status Notification (Failure)",
    "Final-Recipient: rfc822; x@example.pl\r\n550 5.1.1 user unknown",
  ],
  ["Subject: Nieobecność kuriera", "Nie przyjechał."],
  ["Feedback-ID: 1:ses", "Our company's mail goes through a provider."],
])("a person who writes %s is a person", async (header, text) => {
  expect(await classify(letter(header, text))).toEqual({
    kind: "personal",
    sure: true,
    markers: [],
    mayAutoReply: true,
  });
});

test("a person who attaches a report of failure is a person", async () => {
  const lines = [
    "From: anna@example.pl",
    "Subject: look",
    "Content-Type: multipart/mixed; boundary=a",
    "",
    "--a",
    "",
    "What is this?",
    "--a",
    "Content-Type: message/delivery-status",
    "",
    "Action: failed",
    "--a--",
  ];
  expect(await classify(lines)).toMatchObject({ kind: "personal" });
});

test.each([
  ["failed", "bounce"],
  ["delayed", "delayed"],
  ["delivered", "auto_reply"],
])("a report of %s is a %s", async (action, kind) => {
  const lines = [
    "From: MAILER-DAEMON@example.pl",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=a",
    "",
    "--a",
    "",
    "report",
    "--a",
    "Content-Type: message/delivery-status",
    "",
    `Final-Recipient: rfc822; x@example.pl\r\nAction: ${action}`,
    "--a--",
  ];
  expect(await classify(lines, "")).toMatchObject({ kind, mayAutoReply: false });
});

test.each(["cannot ", "\n", "- ", "delivery ", "{ ", "550 ", "x-a: ", "original message\n"])(
  "a flood of %j takes bounded time",
  async (unit) => {
    const result = await parseMail(
      Buffer.from(letter("Return-Path: <>", unit.repeat(900_000 / unit.length)).join("\r\n")),
    );
    if (!result.ok) throw new Error(result.message);
    const start = cpuMs();
    classifyMail({ ...result.mail, subject: unit.repeat(20_000) }, own);
    expect(cpuMs() - start).toBeLessThan(1000);
  },
);

const bounces = data("mail/bounces/");
test.skipIf(!bounces)(
  "real bounces (skipped without the data folder): none is a person's, none may be answered",
  { timeout: 60_000 },
  async () => {
    const kinds: Record<string, number> = {};
    const answerable: string[] = [];
    for (const file of readdirSync(bounces!)) {
      const result = await parseMail(readFileSync(new URL(file, bounces)));
      if (!result.ok) throw new Error(`${file}: ${result.message}`);
      const { kind, mayAutoReply } = classifyMail(result.mail, own);
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      if (mayAutoReply) answerable.push(file);
    }
    expect(answerable).toEqual([]);
    expect(kinds).toEqual({ bounce: 288, delayed: 13, complaint: 9, auto_reply: 4, list: 1 });
  },
);
