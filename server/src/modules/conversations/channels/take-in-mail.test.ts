import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com", name: "Domowa" });
const outside = await world.mailbox();
const agent = await world.member();
let n = 0;

const stranger = (over = {}) => ({
  from: { name: "Ola Nowak", address: `ola${++n}@poczta.example.com` },
  to: ours.address,
  subject: "Zielona lampa",
  text: "Czy jest jeszcze zielona lampa?",
  ...over,
});

const inboxLines = async () => (await world.ok(contract.inbox, agent, { limit: 100 })).items;
const matters = () => world.rows<{ id: string }>("select id from conversations.matter");
const messages = (matter: { customerId: string; id: string }) =>
  world
    .ok(contract.messages, agent, { customerId: matter.customerId, matterId: matter.id })
    .then((page) => page.items.toReversed());

/** A matter begun by mail and answered: what the customer then has in hand. */
const answered = async () => {
  const mail = stranger();
  await world.inbound(mail);
  const line = (await inboxLines())[0]!;
  const reply = await world.ok(contract.reply, agent, {
    customerId: line.customerId,
    matterId: line.id,
    channel: "email",
    to: { ns: "email", value: mail.from.address },
    text: "Tak, jest.",
    seen: null,
  });
  await world.settle();
  const { mail: got } = outside.mails.at(-1)!;
  return { line, reply, from: mail.from, got, tokened: got.replyTo!.value[0]!.address! };
};

test("a mail of a stranger becomes a matter of a new customer, and its address a claim", async () => {
  const mail = stranger({ text: "Dzień dobry,\n\nczy jest lampa?\n\nOn 1 Jan 2026, Domowa wrote:\n> Zapraszamy\n" });
  expect(await world.inbound(mail)).toMatchObject({ state: "done", reason: "message" });
  const [line] = await inboxLines();
  expect(line).toMatchObject({
    subject: "Zielona lampa",
    lastChannel: "email",
    preview: "Dzień dobry, czy jest lampa?",
    customer: { name: "Ola Nowak", email: mail.from.address },
  });
  const [message] = await messages(line!);
  expect(message).toMatchObject({
    text: "Dzień dobry,\n\nczy jest lampa?",
    quoted: expect.stringContaining("> Zapraszamy"),
    identifier: { ns: "email", value: mail.from.address, standing: "claimed" },
    flags: [],
  });
});

test("a form service that nobody can answer names the writer in Reply-To, as a claim", async () => {
  const mail = stranger({ from: "noreply@formularze.example.org", replyTo: "Jan Kos <jan.kos@poczta.example.com>" });
  await world.inbound(mail);
  const [line] = await inboxLines();
  expect(line!.customer).toMatchObject({ name: "Jan Kos", email: "jan.kos@poczta.example.com" });
  const [message] = await messages(line!);
  expect(message!.identifier).toMatchObject({ value: "jan.kos@poczta.example.com", standing: "claimed" });
});

test("an answer with our token from the address that got it joins its matter and proves the address", async () => {
  const { line, from, tokened } = await answered();
  const before = (await matters()).length;
  await world.inbound({ from, to: tokened, subject: "Re: cokolwiek", text: "To poproszę." });
  expect((await matters()).length).toBe(before);
  const all = await messages(line);
  expect(all.at(-1)).toMatchObject({
    text: "To poproszę.",
    identifier: { value: from.address, standing: "proved" },
    flags: [],
  });
  expect((await world.ok(contract.get, agent, { ...line, matterId: line.id })).matter).toMatchObject({
    state: "open",
    needsReply: true,
  });
});

test("our token in a stranger's hands joins the thread with a warning and proves nothing", async () => {
  const { line, tokened } = await answered();
  const other = stranger({ to: tokened, text: "Dostałem to od Oli." });
  await world.inbound(other);
  expect((await messages(line)).at(-1)).toMatchObject({
    text: "Dostałem to od Oli.",
    viaLeaf: expect.any(String),
    identifier: { value: other.from.address, standing: "claimed" },
    flags: ["unknown_sender"],
  });
  const proofs = await world.rows(
    "select 1 from customers.link where value = $1 and how = 'reply'",
    other.from.address,
  );
  expect(proofs).toEqual([]);
});

test.each([
  ["In-Reply-To our mail", (id: string) => ({ inReplyTo: id })],
  ["References with our mail among others", (id: string) => ({ references: [id, "<x@elsewhere.example>"] })],
])("an answer without a token finds its matter by %s", async (_, headers) => {
  const { line, from, got } = await answered();
  await world.inbound({ ...stranger({ from }), ...headers(got.messageId!), text: "Bez tokenu." });
  expect((await messages(line)).at(-1)).toMatchObject({ text: "Bez tokenu.", flags: [] });
});

test("an answer to the customer's own earlier mail finds its matter", async () => {
  const first = stranger({ messageId: "<own-1@poczta.example.com>" });
  await world.inbound(first);
  const [line] = await inboxLines();
  await world.ok(contract.change, agent, {
    customerId: line!.customerId,
    matterId: line!.id,
    version: 1,
    state: "closed",
  });
  await world.inbound(
    stranger({ from: first.from, subject: "Jeszcze", inReplyTo: "<own-1@poczta.example.com>", text: "I dwa." }),
  );
  expect((await messages(line!)).at(-1)).toMatchObject({ text: "I dwa.", flags: [] });
});

test.each([
  ["the same subject", (line: contract.MatterLine) => line.subject],
  ["our number in the subject", (line: contract.MatterLine) => `Re: ${line.subject} [#${line.number}]`],
])("somebody else's mail with %s is a matter of its own", async (_, subject) => {
  const { line } = await answered();
  const before = await messages(line);
  await world.inbound(stranger({ subject: subject(line), text: "Obcy." }));
  expect(await messages(line)).toHaveLength(before.length);
  const fresh = (await inboxLines())[0]!;
  expect(fresh).toMatchObject({ preview: "Obcy." });
  expect(fresh.customerId).not.toBe(line.customerId);
});

test("a second delivery of a mail is no second message, even at the same moment and with other trace headers", async () => {
  const mail = stranger({ messageId: "<dup-1@poczta.example.com>", text: "Raz." });
  await world.bring([mail, { ...mail, headers: { "X-Trace": "2" } }, { ...mail, headers: { "X-Trace": "3" } }]);
  await world.settle();
  const [line] = await inboxLines();
  expect(await messages(line!)).toHaveLength(1);
  const rows = await world.rows("select reason from conversations.mail_in order by id desc limit 3");
  expect(rows.map((row) => row.reason).sort()).toEqual(["message", "repeat", "repeat"]);
});

test("one Message-ID on two different mails is two messages", async () => {
  const mail = stranger({ messageId: "<reused@poczta.example.com>", text: "Jeden." });
  await world.inbound(mail);
  await world.inbound({ ...mail, text: "Dwa." });
  const [line] = await inboxLines();
  expect((await messages(line!)).map((message) => message.text)).toEqual(["Jeden.", "Dwa."]);
});

test("twenty mails at once are twenty messages", async () => {
  const before = (await matters()).length;
  await world.bring(Array.from({ length: 20 }, (_, i) => stranger({ text: `Mail ${i}` })));
  await world.settle();
  expect((await matters()).length).toBe(before + 20);
});

test("mails of one person at the same moment make one matter", async () => {
  const from = stranger().from;
  await world.inbound(stranger({ from }));
  const before = (await matters()).length;
  await world.bring(
    Array.from({ length: 5 }, (_, i) => stranger({ from, text: `Zdanie ${i}`, subject: `Temat ${i}` })),
  );
  await world.settle();
  expect((await matters()).length).toBe(before);
});

test("first mails of a stranger at the same moment make one matter", async () => {
  const from = stranger().from;
  const before = (await matters()).length;
  await world.bring(Array.from({ length: 5 }, (_, i) => stranger({ from, text: `Zdanie ${i}` })));
  await world.settle();
  expect((await matters()).length).toBe(before + 1);
});

test("more than ten mails a minute from one sender are set aside, and a person can still take them in", async () => {
  const from = stranger().from;
  await world.bring(Array.from({ length: 14 }, (_, i) => stranger({ from, text: `Pętla ${i}` })));
  await world.settle();
  const line = (await inboxLines()).find((one) => one.customer.email === from.address)!;
  const taken = (await messages(line)).length;
  expect(taken).toBe(10);
  const { items } = await world.ok(channels.setAsideMails, agent, {});
  const aside = items.filter((mail) => mail.from === from.address);
  expect(aside).toHaveLength(4);
  expect(aside[0]).toMatchObject({ reason: "too_many", to: ours.address, subject: "Zielona lampa" });
  await world.ok(channels.retryMail, agent, { mailId: aside[0]!.id });
  await world.settle();
  expect(await messages(line)).toHaveLength(taken + 1);
});

test.each([
  ["an address", (a: string) => a],
  ["a domain", () => "@zly.example.org"],
])("mail of a blocked sender, by %s, is set aside until taken back", async (_, pattern) => {
  const from = { name: "Zły", address: `zly${++n}@zly.example.org` };
  const blocked = await world.ok(channels.blockSender, agent, { pattern: pattern(from.address) });
  const aside = await world.inbound(stranger({ from }));
  expect(aside).toMatchObject({ state: "set_aside", reason: "blocked_sender" });
  const raw = await world.call(channels.setAsideRaw, agent, { mailId: aside.id });
  expect(raw.headers.get("content-disposition")).toContain("attachment");
  expect(String(raw.body)).toContain("Subject: Zielona lampa");
  await world.ok(channels.unblockSender, agent, { senderId: blocked.id });
  expect(await world.inbound(stranger({ from }))).toMatchObject({ state: "done" });
});

test("an out-of-office answer is shown in its matter, changes nobody's turn and proves nothing", async () => {
  const { line, from, tokened } = await answered();
  await world.inbound({
    from,
    to: tokened,
    subject: "Automatyczna odpowiedź: Zielona lampa",
    text: "Jestem na urlopie.",
    headers: { "Auto-Submitted": "auto-replied" },
  });
  expect((await messages(line)).at(-1)).toMatchObject({ kind: "auto_reply", flags: ["automatic"] });
  expect((await world.ok(contract.get, agent, { ...line, matterId: line.id })).matter.state).toBe("waiting");
  expect(await world.rows("select 1 from customers.link where value = $1 and how = 'reply'", from.address)).toEqual([]);
});

test("an automatic answer to nothing of ours, and our own mail coming back, make no message", async () => {
  const before = (await matters()).length;
  const auto = stranger({ headers: { "Auto-Submitted": "auto-replied" }, subject: "Out of office" });
  expect(await world.inbound(auto)).toMatchObject({ state: "set_aside", reason: "auto_reply" });
  const own = stranger({ from: { name: "", address: ours.address } });
  expect(await world.inbound(own)).toMatchObject({ state: "set_aside", reason: "own_mail" });
  expect((await matters()).length).toBe(before);
});

test.each([
  ["Delivery problem with my sofa", "Nothing was in my mailbox."],
  ["Zwrot wiadomości o paczce", "Mailbox pusty."],
  ["Poza biurem obsługi nikt mi nie pomógł", "Ile mam czekać?"],
  ["Nieobecność", "Kuriera nie było."],
])("somebody who writes about %j is heard, though machines write such subjects", async (subject, text) => {
  const mail = stranger({ subject, text });
  expect(await world.inbound(mail)).toMatchObject({ state: "done", reason: "message" });
  const line = (await inboxLines()).find((one) => one.customer.email === mail.from.address)!;
  expect((await messages(line)).at(-1)).toMatchObject({ kind: "message", text });
});

test("a mail that names no author is its sender's, as a claim", async () => {
  const sender = `ola${++n}@poczta.example.com`;
  const envelope = { from: sender, to: [ours.address] };
  await world.inbound({ envelope, raw: "Subject: Lampa\r\nTo: x@y.example\r\n\r\nBez nadawcy." });
  const line = (await inboxLines()).find((one) => one.customer.email === sender)!;
  expect((await messages(line)).at(-1)).toMatchObject({ text: "Bez nadawcy.", identifier: { standing: "claimed" } });
  expect(await world.inbound({ envelope: { ...envelope, from: "" }, raw: "Subject: x\r\n\r\nx" })).toMatchObject({
    state: "set_aside",
    reason: "no_sender",
  });
});

test("a mail with 20 MB of files arrives", async () => {
  const content = Buffer.alloc(20_000_000, 7);
  const mail = stranger({ text: "Zdjęcia.", attachments: [{ filename: "zdjecia.zip", content }] });
  expect(await world.inbound(mail)).toMatchObject({ state: "done", reason: "message" });
  const line = (await inboxLines()).find((one) => one.customer.email === mail.from.address)!;
  expect((await messages(line)).at(-1)!.attachments).toMatchObject([{ name: "zdjecia.zip", size: 20_000_000 }]);
});

test("a bounce is shown on the message that bounced, by its token alone, and is nobody's words", async () => {
  const { line, reply, from, tokened } = await answered();
  const before = await messages(line);
  const result = await world.inbound({
    envelope: { from: "", to: [tokened] },
    raw: [
      "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)",
      `To: ${tokened}`,
      "Subject: Undelivered Mail Returned to Sender",
      "Auto-Submitted: auto-replied",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "I'm sorry.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example.net",
      "",
      `Final-Recipient: rfc822; ${from.address}`,
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 user unknown",
      "--b--",
      "",
    ].join("\r\n"),
  });
  expect(result).toMatchObject({ state: "done", reason: "bounce" });
  const after = await messages(line);
  expect(after).toHaveLength(before.length);
  expect(after.find((message) => message.id === reply.id)?.delivery).toMatchObject({
    state: "bounced",
    detail: expect.stringContaining("user unknown"),
  });
  expect((await world.ok(contract.get, agent, { ...line, matterId: line.id })).matter.state).toBe("open");
});

test("files and pictures come with the message; its HTML runs nothing and loads nothing", async () => {
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  await world.inbound(
    stranger({
      html: '<p onclick="x()">Zdjęcie <img src="cid:one"><img src="https://track.example/p.gif"></p><script>x()</script>',
      attachments: [
        { filename: "one.png", content: pixel, cid: "one", contentDisposition: "inline" },
        { filename: "umowa.pdf", content: "%PDF-1.4" },
      ],
    }),
  );
  const [line] = await inboxLines();
  const [message] = await messages(line!);
  expect(message!.attachments).toMatchObject([
    { name: "one.png", type: "image/png", inline: true },
    { name: "umowa.pdf", inline: false },
  ]);
  const { customerId, id: messageId } = message!;
  const { html, remoteImages } = await world.ok(contract.messageHtml, agent, { customerId, messageId });
  expect(html).toContain(`src="data:image/png;base64,${pixel.toString("base64")}"`);
  expect(html).not.toMatch(/script|onclick|\ssrc="https/);
  expect(remoteImages).toBe(1);
  const file = await world.call(contract.attachment, agent, { customerId, fileId: message!.attachments[1]!.fileId });
  expect(file.headers.get("content-type")).toBe("application/octet-stream");
});
