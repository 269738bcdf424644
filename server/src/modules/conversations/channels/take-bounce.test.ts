import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com" });
const outside = await world.mailbox();
const agent = await world.member();

/** A reply that went out, with its token and how it stands now. */
const sent = async () => {
  const matter = await world.matter();
  const { customerId, matterId, email } = matter;
  const to = { ns: "email" as const, value: email };
  const at = { customerId, matterId };
  const reply = await world.ok(contract.reply, agent, { ...at, channel: "email", to, text: "Jest.", seen: null });
  await world.settle();
  const { mail } = outside.mails.at(-1)!;
  const messages = async () => (await world.ok(contract.messages, agent, at)).items;
  const delivery = async () => (await messages()).find(({ id }) => id === reply.id)!.delivery;
  return { email, at, mail, token: mail.replyTo!.value[0]!.address!, messages, delivery };
};

const part = (type: string, body: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
const report = (to: string, status: string, original = "", kind = "delivery-status") => ({
  envelope: { from: "", to: [to] },
  raw: [
    "From: MAILER-DAEMON@mx.example.net\r\nSubject: Report\r\nMIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=${kind}; boundary=b\r\n\r\n${part("text/plain", "Report.")}`,
    `${part(`message/${kind}`, status)}${part("text/rfc822-headers", original)}--b--\r\n`,
  ].join("\r\n"),
});
const fields = (address: string, action: string, status: string, said: string) =>
  `Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; ${address}\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${said}`;

test.each([
  ["failed", "5.2.2", "552 5.2.2 full", { state: "bounced", detail: expect.stringContaining("full") }],
  ["delayed", "4.4.1", "connection timed out", { state: "sent", detail: expect.stringContaining("timed out") }],
  ["delivered", "2.0.0", "250 ok", { state: "delivered" }],
  ["relayed", "2.0.0", "250 ok", { state: "sent", detail: expect.stringMatching(/^250/) }],
])("a report of %s is said on the mail itself, and is no message", async (action, status, said, delivery) => {
  const mail = await sent();
  const before = await mail.messages();
  await world.inbound(report(mail.token, fields(mail.email, action, status, said)));
  expect(await mail.delivery()).toMatchObject(delivery);
  expect(await mail.messages()).toHaveLength(before.length);
});

test("a report to our bare address finds the mail by the headers that it returns", async () => {
  const mail = await sent();
  const original = `Message-ID: ${mail.mail.messageId}`;
  const failed = fields(mail.email, "failed", "5.1.1", "550 no such user");
  expect(await world.inbound(report(ours.address, failed, original))).toMatchObject({
    state: "done",
    reason: "bounce",
  });
  expect(await mail.delivery()).toMatchObject({ state: "bounced" });
});

test("of several recipients the one that we wrote to counts", async () => {
  const mail = await sent();
  const both = `${fields("inna@example.net", "failed", "5.1.1", "550 unknown")}\r\n\r\n${fields(mail.email, "delayed", "4.2.2", "452 full").split("\r\n\r\n")[1]}`;
  await world.inbound(report(mail.token, both));
  expect(await mail.delivery()).toMatchObject({ state: "sent", detail: expect.stringContaining("full") });
});

test("whoever says spam is shown to colleagues, once, and the mail stays sent", async () => {
  const mail = await sent();
  const before = (await mail.messages()).length;
  const abuse = `Feedback-Type: abuse\r\nOriginal-Rcpt-To: ${mail.email}`;
  const original = `Message-ID: ${mail.mail.messageId}`;
  const complaint = report(ours.address, abuse, original, "feedback-report");
  expect(await world.inbound(complaint)).toMatchObject({ state: "done", reason: "complaint" });
  const [line] = await mail.messages();
  expect(line).toMatchObject({ kind: "bounce", direction: "internal", flags: ["complaint"] });
  expect(await mail.messages()).toHaveLength(before + 1);
  expect(await mail.delivery()).toMatchObject({ state: "sent" });
});

test("a report that names no mail of ours, but one of the customer's, changes nothing", async () => {
  const mail = await sent();
  const messageId = "<klient-1@poczta.example.com>";
  await world.inbound({ from: mail.email, to: mail.token, messageId, subject: "Re", text: "Dziękuję." });
  const failed = fields(mail.email, "failed", "5.1.1", "550 no such user");
  const result = await world.inbound(report(ours.address, failed, `Message-ID: ${messageId}`));
  expect(result).toMatchObject({ state: "set_aside", reason: "bounce" });
  expect(await mail.delivery()).toMatchObject({ state: "sent" });
});
