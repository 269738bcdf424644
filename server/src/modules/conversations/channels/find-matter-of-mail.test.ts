import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com" });
const sales = await world.mailAddress({ address: "sklep@splot.example.com" });
const outside = await world.mailbox();
const agent = await world.member();
let n = 0;

/** A closed matter of a customer, answered by mail, so that nothing but a sign of the mail itself leads to it. */
const closed = async () => {
  const matter = await world.matter();
  const { customerId, matterId, email } = matter;
  const to = { ns: "email" as const, value: email };
  const reply = { customerId, matterId, channel: "email" as const, to, text: "Jest.", seen: null };
  await world.ok(contract.reply, agent, { ...reply, nextState: "closed" });
  await world.settle();
  const { mail } = outside.mails.at(-1)!;
  return { ...matter, token: mail.replyTo!.value[0]!.address!, mailId: mail.messageId! };
};
type Closed = Awaited<ReturnType<typeof closed>>;
const signs: [string, (matter: Closed) => object][] = [
  ["our token in what it quotes", ({ token }) => ({ text: `Dalej?\n\n> ${token}` })],
  ["our number in its subject", ({ number }) => ({ subject: `Inaczej [#${number}]` })],
];
const textsOf = async ({ customerId, matterId }: Closed) =>
  (await world.ok(contract.messages, agent, { customerId, matterId })).items.map(({ text, flags }) => ({
    text,
    flags,
  }));

test.each(signs)("a mail of the customer with %s goes on with the matter", async (_, sign) => {
  const matter = await closed();
  await world.inbound({ from: matter.email, to: ours.address, subject: "x", text: "Dalej?", ...sign(matter) });
  expect((await textsOf(matter))[0]).toEqual({ text: "Dalej?", flags: [] });
});

test.each(signs)("a stranger's mail with %s begins a matter of its own", async (_, sign) => {
  const matter = await closed();
  const before = await textsOf(matter);
  const from = `obcy${++n}@poczta.example.com`;
  expect(await world.inbound({ from, to: ours.address, subject: "x", text: "x", ...sign(matter) })).toMatchObject({
    state: "done",
  });
  expect(await textsOf(matter)).toEqual(before);
});

test("a token that we never gave, and one at an address that is not ours, lead nowhere", async () => {
  const matter = await closed();
  const before = await textsOf(matter);
  const forged = `pomoc+c_${"a".repeat(20)}@splot.example.com`;
  const elsewhere = matter.token.replace("splot.example.com", "inny.example.com");
  for (const sign of [{ to: forged }, { to: `${ours.address}, ${elsewhere}` }])
    await world.inbound({
      ...{ from: `obcy${++n}@poczta.example.com`, subject: "x", text: "x", ...sign },
      envelope: { from: "obcy@poczta.example.com", to: [sign.to === forged ? forged : ours.address] },
    });
  expect(await textsOf(matter)).toEqual(before);
});

test("a list's mail to which others answer joins none of them to each other", async () => {
  const id = "<news-7@list.example>";
  const list = { headers: { "List-Id": "<news.list.example>" }, messageId: id, subject: "Nowości", text: "Nowości" };
  await world.inbound({ from: "news@list.example", to: ours.address, ...list });
  const [begun] = (await world.ok(contract.inbox, agent, { limit: 1 })).items;
  await world.inbound({ from: `obcy${++n}@poczta.example.com`, to: ours.address, inReplyTo: id, text: "Odpisuję." });
  const [fresh] = (await world.ok(contract.inbox, agent, { limit: 1 })).items;
  expect(fresh).toMatchObject({ preview: "Odpisuję." });
  expect(fresh!.id).not.toBe(begun!.id);
});

test("a mail to two addresses of ours is one message, brought at once or one by one", async () => {
  const mail = (messageId: string) => ({
    ...{ from: `ola${++n}@poczta.example.com`, to: ours.address, cc: sales.address, messageId, text: "Do obu." },
  });
  const [together, apart] = [mail("<razem@poczta.example.com>"), mail("<osobno@poczta.example.com>")];
  await world.inbound(together);
  for (const one of [sales, ours])
    await world.inbound({
      ...{ ...apart, headers: { "Delivered-To": one.address } },
      envelope: { from: apart.from, to: [one.address] },
    });
  const rows = await world.rows("select value from conversations.message where text = 'Do obu.' order by id");
  expect(rows).toEqual([{ value: together.from }, { value: apart.from }]);
});
