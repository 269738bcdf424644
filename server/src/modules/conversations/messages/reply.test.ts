import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com", name: "Domowa" });
const outside = await world.mailbox();

const made = async () => {
  const matter = await world.matter({ text: "Czy jest zielona lampa?", subject: "Lampa" });
  const agent = await world.member({ name: "Ania Kot" });
  const { customerId, matterId, email } = matter;
  const input = {
    customerId,
    matterId,
    channel: "email" as const,
    to: { ns: "email" as const, value: email },
    text: "Tak, jest.",
    seen: matter.messageId,
  };
  return { matter, agent, input };
};

const sent = (matterId: string) =>
  world.rows<{ id: string }>(
    "select id from conversations.message where matter_id = $1 and direction = 'out'",
    matterId,
  );

test("a reply by mail goes out once, in its thread, and waits for the answer", async () => {
  const { matter, agent, input } = await made();
  const before = outside.mails.length;
  const reply = await world.ok(contract.reply, agent, input);
  expect(reply).toMatchObject({
    direction: "out",
    author: { kind: "member", name: "Ania Kot" },
    identifier: { value: matter.email, standing: "proved" },
    delivery: { state: "queued" },
  });
  await world.settle();
  expect(outside.mails.length).toBe(before + 1);
  const { mail, from, to } = outside.mails.at(-1)!;
  expect(to).toEqual([matter.email]);
  expect(mail.from?.value[0]).toEqual({ address: ours.address, name: "Ania Kot, Domowa" });
  expect(mail.subject).toBe(`Lampa [#${matter.number}]`);
  expect(mail.text).toContain("Tak, jest.");
  expect(mail.replyTo?.value[0]?.address).toMatch(/^pomoc\+c_[a-z0-9]{20}@splot\.example\.com$/);
  expect(from).toBe(mail.replyTo?.value[0]?.address);
  const { matter: after } = await world.ok(contract.get, agent, matter);
  expect(after).toMatchObject({ state: "waiting", needsReply: false, assigneeId: agent.id, lastChannel: "email" });
  const { items } = await world.ok(contract.messages, agent, matter);
  expect(items[0]).toMatchObject({ id: reply.id, delivery: { state: "sent" } });
});

test("a repeat with the same key is the same reply, and so is a double click without one", async () => {
  const { matter, agent, input } = await made();
  const before = outside.mails.length;
  const key = { "idempotency-key": "reply-0001" };
  const answers = [];
  for (let i = 0; i < 3; i++) answers.push(await world.call(contract.reply, agent, input, key));
  answers.push(...(await Promise.all([1, 2, 3].map(() => world.call(contract.reply, agent, input)))));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(await sent(matter.matterId)).toHaveLength(1);
  await world.settle();
  expect(outside.mails.length).toBe(before + 1);
});

test("a reply to a screen on which a colleague's answer is missing is held back, and may go out all the same", async () => {
  const { matter, agent, input } = await made();
  const colleague = await world.member({ name: "Ewa Lis" });
  await world.ok(contract.reply, colleague, { ...input, text: "Już odpowiadam." });
  const held = await world.call(contract.reply, agent, input);
  expect(held).toMatchObject({
    status: 409,
    code: "answered_meanwhile",
    body: { by: "Ewa Lis", at: world.now.toISOString(), text: "Już odpowiadam." },
  });
  expect(await sent(matter.matterId)).toHaveLength(1);
  await world.ok(contract.reply, agent, { ...input, anyway: true });
  expect(await sent(matter.matterId)).toHaveLength(2);
});

test("of two answers at the same moment one is held back", async () => {
  const { matter, agent, input } = await made();
  const colleague = await world.member();
  const answers = await Promise.all([
    world.call(contract.reply, agent, { ...input, text: "Pierwsza" }),
    world.call(contract.reply, colleague, { ...input, text: "Druga" }),
  ]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  expect(await sent(matter.matterId)).toHaveLength(1);
});

test("one's own earlier answer holds nothing back", async () => {
  const { agent, input } = await made();
  await world.ok(contract.reply, agent, input);
  await world.ok(contract.reply, agent, { ...input, text: "I jeszcze czerwona." });
});

test.each([
  ["to an address that is not the customer's", { to: { ns: "email", value: "kto@inny.example.com" } }, "not_reachable"],
  ["by chat to somebody without one", { channel: "chat" }, "not_reachable"],
  ["without words", { text: "  \n " }, "empty_message"],
] as const)("refuses a reply %s and sends nothing", async (_, over, code) => {
  const { matter, agent, input } = await made();
  expect(await world.call(contract.reply, agent, { ...input, ...over } as typeof input)).toMatchObject({ code });
  expect(await sent(matter.matterId)).toEqual([]);
});

test("refuses a reply in a closed matter", async () => {
  const { matter, agent, input } = await made();
  await world.ok(contract.change, agent, { ...matter, version: 1, state: "closed" });
  expect(await world.call(contract.reply, agent, input)).toMatchObject({ status: 409, code: "matter_closed" });
});

test("refuses mail while no address of ours is in use", async () => {
  const { agent, input } = await made();
  const administrator = await world.member({ role: "administrator" });
  await world.ok(channels.changeMailAddress, administrator, { addressId: ours.id, active: false });
  const answer = await world.call(contract.reply, agent, input);
  await world.ok(channels.changeMailAddress, administrator, { addressId: ours.id, active: true });
  expect(answer).toMatchObject({ status: 409, code: "channel_off" });
});

test("files go with the mail, and only one's own", async () => {
  const { agent, input } = await made();
  const other = await world.member();
  const { files } = await world.ok(contract.upload, agent, { "cennik.txt": "10 zł" } as never);
  const fileIds = files.map((file) => file.fileId);
  expect((await world.call(contract.reply, other, { ...input, fileIds })).status).toBe(404);
  const reply = await world.ok(contract.reply, agent, { ...input, fileIds });
  expect(reply.attachments).toMatchObject([{ name: "cennik.txt", size: 6 }]);
  await world.settle();
  const [file] = outside.mails.at(-1)!.mail.attachments;
  expect(file).toMatchObject({ filename: "cennik.txt" });
  expect(file!.content.toString()).toBe("10 zł");
  const answer = await world.call(contract.attachment, agent, { customerId: reply.customerId, fileId: fileIds[0]! });
  expect(answer).toMatchObject({ status: 200, body: "10 zł" });
});

test("what the mail server refuses is said on the message, and the matter is open again", async () => {
  const { matter, agent, input } = await made();
  await world.ok(contract.reply, agent, input);
  outside.refuse = { code: 550, text: "5.1.1 no such user" };
  await world.settle();
  outside.refuse = undefined;
  const { items } = await world.ok(contract.messages, agent, matter);
  expect(items[0]!.delivery).toMatchObject({ state: "failed", detail: expect.stringContaining("no such user") });
  expect((await world.ok(contract.get, agent, matter)).matter.state).toBe("open");
  expect(await world.rows("select 1 from platform.event where name = 'message.undelivered'")).toHaveLength(1);
});
