import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { parseMail, stopParsing } from "./parse-mail.ts";

afterAll(stopParsing);

const mail = (...lines: string[]) => Buffer.from(lines.join("\r\n"));
const nested = (levels: number): string =>
  levels === 0
    ? "Content-Type: text/plain\r\n\r\ninnermost\r\n"
    : `Content-Type: multipart/mixed; boundary="b${levels}"\r\n\r\n--b${levels}\r\n${nested(levels - 1)}\r\n--b${levels}--\r\n`;
const parts = (count: number): string =>
  `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(count)}--b--\r\n`;
const page = "<p>Dzień dobry</p><blockquote>kiedy?</blockquote>";

test("text and HTML of alternatives, with the inline image beside them", async () => {
  const result = await parseMail(
    mail(
      "Content-Type: multipart/related; boundary=r",
      "",
      "--r",
      "Content-Type: multipart/alternative; boundary=a",
      "",
      "--a",
      "",
      "plain",
      "--a",
      "Content-Type: text/html; charset=utf-8",
      "",
      '<b>rich</b><img src="cid:x@y">',
      "--a--",
      "--r",
      "Content-Type: image/png; name=../x.png",
      "Content-ID: <x@y>",
      "Content-Transfer-Encoding: base64",
      "",
      "AQID",
      "--r--",
    ),
  );
  expect(result).toMatchObject({
    ok: true,
    mail: {
      text: "plain",
      html: '<b>rich</b><img src="cid:x@y">',
      attachments: [{ fileName: "x.png", contentType: "image/png", cid: "x@y", inline: true, size: 3 }],
    },
  });
  expect(result.ok && [...result.mail.attachments[0]!.content]).toEqual([1, 2, 3]);
});

test("without plain text it is derived from the HTML, quotes marked", async () => {
  const result = await parseMail(mail("Content-Type: text/html; charset=utf-8", "", page));
  expect(result).toMatchObject({ ok: true, mail: { text: "Dzień dobry\n\n> kiedy?", html: page } });
});

test("an empty plain alternative does not hide the words of the HTML", async () => {
  const raw = mail(
    "Content-Type: multipart/alternative; boundary=a",
    "",
    "--a",
    "",
    " ",
    "--a",
    "Content-Type: text/html; charset=utf-8",
    "",
    page,
    "--a--",
  );
  expect(await parseMail(raw)).toMatchObject({ ok: true, mail: { text: "Dzień dobry\n\n> kiedy?" } });
});

test("delivery status and returned mail are kept as parts", async () => {
  const raw = mail(
    "Content-Type: multipart/report; report-type=Delivery-Status; boundary=a",
    "",
    "--a",
    "",
    "failed",
    "--a",
    "Content-Type: message/delivery-status",
    "",
    "Action: failed",
    "--a",
    "Content-Type: message/rfc822",
    "Content-Disposition: inline",
    "",
    "Subject: original",
    "",
    "--a--",
  );
  const result = await parseMail(raw);
  expect(result).toMatchObject({ ok: true, mail: { text: "failed", reportType: "delivery-status" } });
  expect(result.ok && result.mail.attachments.map((a) => a.contentType)).toEqual([
    "message/delivery-status",
    "message/rfc822",
  ]);
});

test("a body whose promised parts are missing is shown as it is", async () => {
  const result = await parseMail(mail("Content-Type: multipart/mixed; boundary=a", "", "words", "", "more"));
  expect(result).toMatchObject({ ok: true, mail: { text: "words\n\nmore" } });
});

const polish = [0x5a, 0x61, 0xbf, 0xf3, 0xb3, 0xe6]; // "Zażółć" in windows-1250 and, but for ś and ą, in iso-8859-2
test.each<[string, string, Uint8Array | string, string]>([
  ["old Polish text of which no charset is named", "Content-Type: text/plain", Buffer.from(polish), "Zażółć"],
  ["what calls itself ASCII and is not", "Content-Type: text/plain; charset=us-ascii", Buffer.from(polish), "Zażółć"],
  ["a mail without any Content-Type", "X-A: b", Buffer.from(polish), "Zażółć"],
  ["UTF-8 of which no charset is named", "Content-Type: text/plain", "Zażółć", "Zażółć"],
  ["UTF-8 with a broken byte", "Content-Type: text/plain", Buffer.from([0xc5, 0xbc, 0xc3, 0xb3, 0xff]), "żó\ufffd"],
  [
    "HTML whose charset only its meta names",
    "Content-Type: text/html",
    Buffer.concat([Buffer.from('<meta charset="iso-8859-2"><p>'), Buffer.from([0xb6, 0xb1])]),
    "śą",
  ],
  ["a charset that nobody knows", "Content-Type: text/plain; charset=x-nobody", "Zażółć", "Zażółć"],
])("reads %s", async (_, header, body, text) => {
  const result = await parseMail(Buffer.concat([mail("Subject: x", header, "", ""), Buffer.from(body)]));
  expect(result).toMatchObject({ ok: true, mail: { text } });
});

test("a mail whose lines end with CR alone is read like any other", async () => {
  const raw = "Subject: Lampa\rContent-Type: text/plain\r\rJeden\rDwa\r\n";
  expect(await parseMail(Buffer.from(raw))).toMatchObject({
    ok: true,
    mail: { subject: "Lampa", text: "Jeden\nDwa\n" },
  });
});

test("an unnamed part is named by what it is", async () => {
  const raw = mail(
    "Content-Type: multipart/mixed; boundary=b",
    ...["text/plain", "text/calendar", "message/rfc822", "text/x-vcard"].flatMap((type) => [
      "",
      "--b",
      `Content-Type: ${type}`,
      "",
      "x",
    ]),
    "--b--",
  );
  const result = await parseMail(raw);
  expect(result.ok && result.mail.attachments.map((file) => file.fileName)).toEqual([
    "calendar.ics",
    "message.eml",
    "contact.vcf",
  ]);
});

test("a named text after the first is a file", async () => {
  const raw = mail(
    "Content-Type: multipart/mixed; boundary=a",
    "",
    "--a",
    "",
    "hello",
    "--a",
    "Content-Type: text/plain; name=notes.txt",
    "Content-Disposition: inline",
    "",
    "żółw",
    "--a--",
  );
  const result = await parseMail(raw);
  expect(result).toMatchObject({
    ok: true,
    mail: { text: "hello", attachments: [{ fileName: "notes.txt", size: 7 }] },
  });
});

test("limits answer with a code and the next mail is parsed all the same", async () => {
  expect(await parseMail(Buffer.alloc(25_000_001, "a"))).toMatchObject({ ok: false, code: "mail_too_large" });
  expect(await parseMail(mail(`X: ${"a".repeat(1_100_000)}`, "", "x"))).toMatchObject({
    ok: false,
    code: "mail_too_large",
  });
  expect(await parseMail(Buffer.from(nested(20)))).toMatchObject({ ok: false, code: "mail_too_deep" });
  expect(await parseMail(Buffer.from(nested(19)))).toMatchObject({
    ok: true,
    mail: { text: expect.stringContaining("innermost") },
  });
  expect(await parseMail(Buffer.from(parts(101)))).toMatchObject({ ok: false, code: "mail_too_many_parts" });
  expect(await parseMail(Buffer.from(parts(90)))).toMatchObject({ ok: true });
  expect(await parseMail(mail("Subject: after", "", "x"))).toMatchObject({ ok: true, mail: { subject: "after" } });
});

test("HTML over the limit is left out and said to be, its first words kept", async () => {
  const result = await parseMail(
    mail("Content-Type: text/html", "", `<p>first words</p>${"<p>x</p>".repeat(130_000)}`),
  );
  expect(result).toMatchObject({
    ok: true,
    mail: { html: null, shortened: true, text: expect.stringMatching(/^first words/) },
  });
});

test("a mail that takes too long fails alone: others in the queue are parsed", async () => {
  const slow = parseMail(mail("Content-Type: text/html", "", "<p>x</p>".repeat(100_000)), { milliseconds: 1 });
  const next = parseMail(mail("Subject: next", "", "x"));
  expect(await slow).toMatchObject({ ok: false, code: "mail_timeout" });
  expect(await next).toMatchObject({ ok: true, mail: { subject: "next" } });
});

test("stopping answers the mail under way, and parsing starts anew", async () => {
  await parseMail(mail("Subject: warm", "", "x"));
  const underWay = parseMail(mail("Content-Type: text/html", "", "<p>x</p>".repeat(100_000)));
  await Promise.resolve();
  await stopParsing();
  expect(await underWay).toMatchObject({ ok: false, code: "mail_unreadable" });
  expect(await parseMail(mail("Subject: again", "", "x"))).toMatchObject({ ok: true, mail: { subject: "again" } });
});

test("the caller's bytes stay the caller's", async () => {
  const raw = mail("Subject: x", "", "y");
  await parseMail(raw);
  expect(raw.toString()).toBe("Subject: x\r\n\r\ny");
});

const fragment = fc.constantFrom(
  "Content-Type: multipart/mixed; boundary=b\r\n",
  "Content-Type: text/html; charset=utf-8\r\n",
  "Content-Type: message/rfc822\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "Content-Transfer-Encoding: quoted-printable\r\n",
  "Content-Disposition: attachment; filename*=utf-8''%00%ff\r\n",
  "From: =?utf-8?B?/w==?= <a@b>\r\n",
  "Subject: =?utf-16?Q?=D8=00?=\r\n",
  "\r\n",
  "\r\n\r\n",
  "a\0b",
  "=00",
  "&#0;&#xd800;",
  "--b\r\n",
  "--b--\r\n",
  "<b><i>",
);

test("no bytes make it throw, hang or return what a database refuses", { timeout: 60_000 }, async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc
      .array(fc.oneof(fragment, fc.string({ unit: "binary" })), { maxLength: 30 })
      .map((all) => Buffer.from(all.join(""))),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (raw) => {
      const result = await parseMail(raw);
      const seen = JSON.stringify(result, (key, value) => (key === "content" ? undefined : value));
      expect(seen).not.toMatch(/\\u0000|\\ud[89a-f]/);
      if (!result.ok) expect(result.code).toMatch(/^mail_(?!timeout)/);
    }),
    { numRuns: 300 },
  );
});
