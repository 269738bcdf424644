import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
await world.mailAddress({ address: "pomoc@splot.example.com" });
const outside = await world.mailbox();

/** A reply that the other side refused. */
const lost = async (text = "Tak, jest.") => {
  const matter = await world.matter({ text: "Czy jest zielona lampa?" });
  const agent = await world.member({ name: "Ania Kot" });
  const { customerId, matterId, email: value } = matter;
  const input = {
    ...{ customerId, matterId, text, channel: "email" as const },
    ...{ to: { ns: "email" as const, value }, seen: matter.messageId },
  };
  outside.refuse = { code: 550, text: "5.7.1 not today" };
  const { id: messageId } = await world.ok(contract.reply, agent, input);
  await world.settle();
  outside.refuse = undefined;
  const message = async () =>
    (await world.ok(contract.messages, agent, matter)).items.find((item) => item.id === messageId)!;
  return { matter, agent, input, message, at: { customerId, messageId } };
};
const arrived = (text: string) => outside.mails.filter(({ mail }) => mail.text?.includes(text));

test("a reply that did not arrive goes out once more, as the same mail, however often it is pressed", async () => {
  const { matter, agent, message, at } = await lost("Jest, zielona.");
  expect((await message()).delivery).toMatchObject({ state: "failed" });
  expect((await world.ok(contract.get, agent, matter)).matter.state).toBe("open");
  const answers = await Promise.all([1, 2, 3].map(() => world.call(contract.resend, agent, at)));
  expect(answers.map(({ status, body }) => [status, body.delivery?.state])).toEqual(Array(3).fill([200, "queued"]));
  expect((await world.ok(contract.get, agent, matter)).matter.state).toBe("waiting");
  await world.settle();
  expect(arrived("Jest, zielona.")).toHaveLength(1);
  expect((await message()).delivery).toMatchObject({ state: "sent", detail: expect.stringMatching(/^250/) });
  const [row] = await world.rows("select mail_id from conversations.message where id = $1", at.messageId);
  expect(arrived("Jest, zielona.")[0]!.mail.messageId).toBe(`<${row!.mail_id}>`);
  expect(await world.call(contract.resend, agent, at)).toMatchObject({ status: 409, code: "sent_meanwhile" });
});

test.each(["unknown", "bounced"])("so does one that is %s", async (state) => {
  const { agent, message, at } = await lost(state);
  await world.rows("update conversations.message set delivery_state = $2 where id = $1", at.messageId, state);
  await world.ok(contract.resend, agent, at);
  await world.settle();
  expect(arrived(state)).toHaveLength(1);
  expect((await message()).delivery?.state).toBe("sent");
});

test("whoever may not answer may not send again", async () => {
  const { at } = await lost();
  const marketer = await world.member({ role: "marketer" });
  expect(await world.call(contract.resend, marketer, at)).toMatchObject({ status: 403 });
});

test.each([
  ["a colleague answered after it", "answered_meanwhile"],
  ["its words were written again", "sent_meanwhile"],
  ["the matter is closed", "matter_closed"],
  ["the customer has that address no more", "not_reachable"],
  ["no address of ours is in use", "channel_off"],
] as const)("refuses when %s, and sends nothing", async (what, code) => {
  const { matter, agent, input, at } = await lost(what);
  if (code === "answered_meanwhile") {
    await world.ok(contract.reply, await world.member(), { ...input, text: "Już.", seen: at.messageId });
  }
  if (code === "sent_meanwhile") await world.ok(contract.reply, agent, { ...input, seen: at.messageId });
  if (code === "matter_closed")
    await world.rows("update conversations.matter set state = 'closed' where id = $1", matter.matterId);
  if (code === "not_reachable")
    await world.rows("update conversations.message set value = 'kto@inny.example.com' where id = $1", at.messageId);
  if (code === "channel_off") await world.rows("update conversations.mail_address set active = false");
  const before = await world.rows("select state from platform.outgoing_mail where state = 'queued'");
  expect(await world.call(contract.resend, agent, at)).toMatchObject({ status: 409, code });
  expect(await world.rows("select state from platform.outgoing_mail where state = 'queued'")).toEqual(before);
  await world.rows("update conversations.mail_address set active = true");
  await world.settle();
});

test("what is no reply by mail cannot be sent again", async () => {
  const { matter, agent, at } = await lost();
  const note = await world.ok(contract.note, agent, { ...matter, text: "Pamiętać." });
  for (const messageId of [note.id, matter.messageId])
    expect(await world.call(contract.resend, agent, { ...at, messageId })).toMatchObject({ status: 404 });
});
