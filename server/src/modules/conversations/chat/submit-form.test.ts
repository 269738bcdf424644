import { beforeAll, expect, test } from "vitest";
import { introduce, submitForm } from "../../../../../contract/chat.ts";
import * as desk from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
let mail: Awaited<ReturnType<typeof world.mailbox>>;
beforeAll(async () => {
  mail = await world.mailbox();
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example", name: "Domowa" });
  await world.site({ mailAddressId: id });
});

let n = 0;
const form = (over = {}) => ({
  site: "shop",
  name: "Ewa Żak",
  email: `ewa${++n}@mail.example.com`,
  text: "Lampa nie świeci.",
  locale: "pl" as const,
  elapsed: 9_000,
  ...over,
});
const matterOf = async (number: number) => {
  const agent = await world.member();
  const matter = await world.ok(desk.byNumber, agent, { number });
  return { agent, matter, at: { customerId: matter.customerId, matterId: matter.id } };
};

test("a form begins a matter of a claimed address and is acknowledged by a mail with our token", async () => {
  const input = form({ phone: "601 234 567" });
  const { number } = await world.ok(submitForm, null, input);
  await world.settle();
  const { agent, at } = await matterOf(number);
  const { items } = await world.ok(desk.messages, agent, at);
  expect(items).toMatchObject([
    { kind: "notice", direction: "out", delivery: { state: "sent" } },
    {
      kind: "message",
      channel: "form",
      text: "Lampa nie świeci.",
      identifier: { ns: "email", value: input.email, standing: "claimed" },
    },
  ]);
  const letter = mail.mails.findLast((one) => one.to.includes(input.email))!;
  expect(letter.from).toBe("");
  expect(letter.raw).toMatch(/^Auto-Submitted: auto-replied/m);
  expect(letter.mail.replyTo?.value[0]?.address).toMatch(/^kontakt\+c_[a-z0-9]{20}@domowa\.example$/);
  expect(letter.mail.text).toContain(String(number));
});

test.each([
  ["what fills the hidden field", { website: "http://spam.example" }, "spam"],
  ["what is sent at once", { elapsed: 300 }, "spam"],
  ["what is no address", { email: "ewa at mail" }, "bad_identifier"],
  ["a role's address", { email: "info@mail.example.com" }, "identifier_blocked"],
  ["an unknown site", { site: "nowhere" }, "not_found"],
])("refuses %s and keeps nothing", async (_, over, code) => {
  const before = await world.rows("select 1 from conversations.matter");
  expect(await world.call(submitForm, null, form(over))).toMatchObject({ code });
  expect(await world.rows("select 1 from conversations.matter")).toHaveLength(before.length);
});

test("one address gets one automatic mail a day, however often it is typed", async () => {
  const input = form();
  await world.ok(submitForm, null, input);
  await world.ok(submitForm, null, { ...input, text: "I jeszcze coś." });
  await world.settle();
  expect(mail.mails.filter((one) => one.to.includes(input.email))).toHaveLength(1);
});

test("typing somebody's address opens and joins nothing: staff see a claim beside the known customer", async () => {
  const known = await world.customer({ name: "Anna Nowak", proved: { email: "anna.nowak@mail.example.com" } });
  const { number } = await world.ok(submitForm, null, form({ email: "anna.nowak@mail.example.com", name: "Anna N." }));
  await world.settle();
  const { agent, matter, at } = await matterOf(number);
  expect(matter.customerId).not.toBe(known);
  const { claims } = await world.ok(desk.get, agent, at);
  expect(claims).toMatchObject([{ customer: { id: known, name: "Anna Nowak" }, value: "anna.nowak@mail.example.com" }]);
});

test("what the browser did before belongs to the writer, but not to a second one", async () => {
  const anonymousId = "browser-of-the-family";
  const first = await world.ok(submitForm, null, form({ anonymousId }));
  const again = await world.ok(submitForm, null, form({ anonymousId, name: "Jan Żak" }));
  const [a, b] = [await matterOf(first.number), await matterOf(again.number)];
  expect(a.matter.customerId).not.toBe(b.matter.customerId);
});

test("a form is no way to send links to others through our mail", async () => {
  const text = "Wygrana! https://evil.example/x?a=b albo www.evil.example, evil.example/y. Lampa 3.5/4 sztuki.";
  const input = form({ text, name: "Kliknij http://evil.example" });
  const { number } = await world.ok(submitForm, null, input);
  await world.settle();
  const letter = mail.mails.findLast((one) => one.to.includes(input.email))!;
  expect(letter.mail.text).toContain("Lampa 3.5/4 sztuki.");
  expect(letter.raw).not.toContain("evil");
  const { agent, at } = await matterOf(number);
  expect((await world.ok(desk.messages, agent, at)).items.at(-1)).toMatchObject({ text });
});

test.each([
  ["turns the reading direction", "\u202eawE kaŻ", "awE kaŻ"],
  ["goes over lines", "Ewa\r\nBcc: x@y.pl", "Ewa Bcc: x@y.pl"],
])("a name that %s is told as one plain line", async (_, name, plain) => {
  const { number } = await world.ok(submitForm, null, form({ name, subject: `a\u202eb\nc` }));
  const { agent, matter, at } = await matterOf(number);
  expect(matter.subject).toBe("a b c");
  expect((await world.ok(desk.get, agent, at)).customer.name).toBe(plain);
  const device = await world.device();
  expect(await world.ok(introduce, device, { name })).toMatchObject({ name: plain });
});
