import fc from "fast-check";
import { createTransport } from "nodemailer";
import { afterAll, expect, test } from "vitest";
import { classifyMail } from "./classify-mail.ts";
import { composeMail, type OutgoingMail, ownId } from "./compose-mail.ts";
import { findThread } from "./find-thread.ts";
import { parseMail, stopParsing } from "./parse-mail.ts";
import type { ParsedMail } from "./types.ts";

afterAll(stopParsing);

const token = "abcdefghij2345678923";
const own = { addresses: ["sklep@example.com"], domains: ["example.com"] };
const reply: OutgoingMail = {
  matterId: "019b0000-0000-7000-8000-00000000000a",
  messageId: "019b0000-0000-7000-8000-00000000000b",
  random: "k7",
  token,
  from: { address: "sklep@example.com", name: "Sklep „Żuk”" },
  to: [{ address: "anna@example.pl", name: "Anna, Kowalska" }],
  subject: "Sofa",
  text: "Dzień dobry,\nwysłaliśmy.",
  inReplyTo: "q@example.pl",
  references: ["p@example.pl"],
};

/** What the mail becomes on the wire, read back. */
async function sent(mail: OutgoingMail): Promise<{ raw: string; mail: ParsedMail }> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await transport.sendMail(composeMail(mail));
  const parsed = await parseMail(message as Buffer);
  if (!parsed.ok) throw new Error(parsed.message);
  return { raw: message.toString(), mail: parsed.mail };
}

test("an answer threads by every means and its own answer comes back by any of them", async () => {
  const { mail } = await sent(reply);
  expect(mail).toMatchObject({
    messageId: "019b0000-0000-7000-8000-00000000000a.019b0000-0000-7000-8000-00000000000b.k7@example.com",
    inReplyTo: ["q@example.pl"],
    references: ["p@example.pl", "q@example.pl"],
    from: reply.from,
    to: reply.to,
    replyTo: [{ address: `sklep+c_${token}@example.com`, name: "Sklep „Żuk”" }],
    subject: "Re: Sofa",
    text: `Dzień dobry,\nwysłaliśmy.\n\n-- \nSklep „Żuk”\nsklep+c_${token}@example.com\n`,
  });
  expect(mail.messageId).toBe(ownId(reply, "sklep@example.com"));
  expect(composeMail(reply).envelope).toEqual({ from: `sklep+c_${token}@example.com`, to: ["anna@example.pl"] });
  expect(findThread({ ...mail, references: [], inReplyTo: [] }, own)).toMatchObject([
    { by: "token", token, in: "body" },
  ]);
});

test("our own mail is known when it comes back", async () => {
  const { mail } = await sent(reply);
  expect(classifyMail(mail, { addresses: [], domains: [] })).toMatchObject({ kind: "own", markers: ["own_marker"] });
  expect(classifyMail(mail, own)).toMatchObject({
    kind: "own",
    markers: ["own_marker", "own_address", "own_message_id"],
    mayAutoReply: false,
  });
});

test.each(["replied", "generated"] as const)(
  "automatic mail (%s) carries the signs of the loop guard and no sender",
  async (auto) => {
    const { mail } = await sent({ ...reply, auto });
    const header = (name: string) => mail.headers.find((h) => h.name === name)?.value;
    expect(header("auto-submitted")).toBe(`auto-${auto}`);
    expect(header("x-auto-response-suppress")).toBe("All");
    expect(header("precedence")).toBe("auto_reply");
    expect(composeMail({ ...reply, auto }).envelope).toMatchObject({ from: "" });
    const elsewhere = { addresses: ["help@example.org"], domains: ["example.org"] };
    const unmarked = { ...mail, headers: mail.headers.filter((h) => h.name !== "x-splot") };
    expect(classifyMail(unmarked, elsewhere)).toMatchObject({ kind: "auto_reply", mayAutoReply: false });
  },
);

test("references keep the first and the last, the answered one at the end", async () => {
  const references = Array.from({ length: 40 }, (_, i) => `${i}@example.pl`);
  const { mail } = await sent({ ...reply, references });
  expect(mail.references).toHaveLength(20);
  expect([mail.references[0], mail.references.at(-2), mail.references.at(-1)]).toEqual([
    "0@example.pl",
    "39@example.pl",
    "q@example.pl",
  ]);
});

test.each([
  ["Odp: Re: AW: Sofa", "Re: Sofa"],
  ["RE[2]: Sofa", "Re: Sofa"],
  ["Reklamacja: sofa", "Re: Reklamacja: sofa"],
])("the subject %s is answered as %s", (subject, answered) => {
  expect(composeMail({ ...reply, subject }).subject).toBe(answered);
});

test("a mail that answers nothing has its subject as it is and no thread", () => {
  const mail = composeMail({ ...reply, inReplyTo: null });
  expect(mail).toMatchObject({ subject: "Sofa" });
  expect(mail).not.toHaveProperty("references");
});

test("the original stands below, marked", async () => {
  const { mail } = await sent({
    ...reply,
    quote: { header: "W dniu 3.10.2025\n Anna napisała:", text: "kiedy?\n> dawno\n" },
  });
  expect(mail.text.endsWith("W dniu 3.10.2025 Anna napisała:\n> kiedy?\n>> dawno\n")).toBe(true);
});

test("attachments go under safe names and as attachments", async () => {
  const attachments = [
    { fileName: "../a\r\nX: y.html", contentType: "text/html\r\nX: y", content: Buffer.from("<b>") },
  ];
  expect(composeMail({ ...reply, attachments }).attachments).toMatchObject([
    { contentType: "application/octet-stream" },
  ]);
  const { mail } = await sent({ ...reply, attachments });
  expect(mail.attachments).toMatchObject([{ fileName: "aX_ y.html", size: 3, inline: false }]);
});

test("invalid addresses are left out, and without any left there is no mail", () => {
  const to = [{ address: "anna@example.pl\r\nBcc: x@example.pl", name: "" }, ...reply.to];
  expect(composeMail({ ...reply, to }).envelope?.to).toEqual(["anna@example.pl"]);
  expect(() => composeMail({ ...reply, to: to.slice(0, 1) })).toThrow(RangeError);
});

test("no value can add a header or a recipient", { timeout: 60_000 }, async () => {
  const names = (raw: string) =>
    [...raw.slice(0, raw.indexOf("\r\n\r\n")).matchAll(/^([^\s:]+):/gm)].map((m) => m[1]).sort();
  const plain = names((await sent(reply)).raw);
  const evil = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(
        fc.constantFrom(
          "\r\n",
          "\n",
          "\r",
          "Bcc: x@example.org",
          "\u2028",
          "\0",
          "<",
          ">",
          '"',
          ",",
          "=?utf-8?Q?=0ABcc:x?=",
          " ",
        ),
        { maxLength: 8 },
      )
      .map((all) => `a${all.join("")}`),
  );
  await fc.assert(
    fc.asyncProperty(evil, evil, evil, async (subject, name, id) => {
      const to = [{ address: "anna@example.pl", name }];
      const { raw, mail } = await sent({
        ...reply,
        subject,
        to,
        from: { ...reply.from, name },
        matterId: id,
        messageId: id,
        random: id,
        references: [id],
      });
      expect(names(raw)).toEqual(plain);
      expect([...mail.to, ...mail.cc].map((one) => one.address)).toEqual(["anna@example.pl"]);
    }),
    { numRuns: 150 },
  );
});
