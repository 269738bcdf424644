import { beforeAll, expect, test } from "vitest";
import * as chat from "../../../../../contract/chat.ts";
import * as desk from "../../../../../contract/conversations.ts";
import * as people from "../../../../../contract/customers.ts";
import { intakeOf } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();
const mail = await world.mailbox();
const intake = intakeOf(world);
let writeKey: string;
beforeAll(async () => {
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example" });
  await world.site({ mailAddressId: id });
  writeKey = (await intake.source()).writeKey;
});

type Device = Awaited<ReturnType<typeof world.device>>;
let n = 0;
const fresh = () => ({ email: `oana${++n}@mail.example.com`, anonymousId: `browser-of-oana-${n}` });
const wait = (ms = 61_000) => {
  world.now = new Date(world.now.getTime() + ms);
};

async function proveOn(device: Device, email: string): Promise<void> {
  wait();
  await world.ok(chat.requestCode, device, { email });
  await world.settle();
  const letter = mail.mails.findLast((one) => one.to.includes(email) && /\d{6}/.test(one.mail.subject ?? ""))!;
  await world.ok(chat.prove, device, { email, code: /\d{6}/.exec(letter.mail.subject!)![0] });
  await world.settle();
}

const submit = (who: { email: string; anonymousId?: string; name?: string }, text = "Lampa s-a stricat.") =>
  world.ok(chat.submitForm, null, { name: "Oana Ionescu", site: "shop", locale: "ro", elapsed: 9_000, text, ...who });
const seenOn = async (device: Device) => (await world.ok(chat.thread, device, {})).messages.map(({ text }) => text);

test.each([
  ["after pages were looked at", { pages: true, chatFirst: false }],
  ["in a browser that said nothing before", { pages: false, chatFirst: false }],
  ["beside a chat that was opened before", { pages: false, chatFirst: true }],
])("a form filled in %s is seen where its address is proved, once it is proved in that browser", async (_, order) => {
  const { email, anonymousId } = fresh();
  if (order.pages) await intake.post("page", { writeKey, anonymousId, name: "Lămpi", messageId: `page-${email}` });
  let chatDevice = order.chatFirst ? await world.device({ anonymousId }) : null;
  const { number } = await submit({ email, anonymousId });
  await world.settle();
  chatDevice ??= await world.device({ anonymousId });
  const phone = await world.device();
  await proveOn(phone, email);
  expect(await seenOn(phone)).toEqual([]);
  expect(await seenOn(chatDevice)).toEqual([]);

  await proveOn(chatDevice, email);
  expect(await seenOn(chatDevice)).toEqual(["Lampa s-a stricat."]);
  expect(await seenOn(phone)).toEqual(["Lampa s-a stricat."]);

  const matter = await world.ok(desk.byNumber, agent, { number });
  const at = { customerId: matter.customerId, matterId: matter.id };
  await world.ok(desk.reply, agent, {
    ...at,
    channel: "email",
    to: { ns: "email", value: email },
    text: "O schimbăm.",
    seen: null,
  });
  expect(await seenOn(phone)).toEqual(["Lampa s-a stricat.", "O schimbăm."]);
});

test("a form that somebody else filled in under the address, elsewhere, is never seen", async () => {
  const { email, anonymousId } = fresh();
  await submit({ email, anonymousId: "browser-of-a-stranger" }, "Text străin");
  await submit({ email }, "Fără browser");
  const device = await world.device({ anonymousId });
  await proveOn(device, email);
  expect(await seenOn(device)).toEqual([]);
});

test("nor is what was written in the same browser under another address or another name", async () => {
  const { email, anonymousId } = fresh();
  await submit({ email, anonymousId, name: "Oana Ionescu" });
  await submit({ email: fresh().email, anonymousId, name: "Radu Ionescu" }, "Al lui Radu");
  await submit({ email, anonymousId, name: "Radu Ionescu" }, "Al lui Radu, cu adresa ei");
  const device = await world.device({ anonymousId });
  await proveOn(device, email);
  expect(await seenOn(device)).toEqual(["Lampa s-a stricat."]);
});

test("nor what staff have said to be another person's", async () => {
  const { email, anonymousId } = fresh();
  const { number } = await submit({ email, anonymousId });
  const device = await world.device({ anonymousId });
  await proveOn(device, email);
  const { customerId } = await world.ok(desk.byNumber, agent, { number });
  const { items } = await world.ok(people.merges, agent, { customerId });
  await world.ok(people.unmerge, agent, { customerId, mergeId: items.find(({ ns }) => ns === "anonymous")!.id });
  await world.settle();
  expect(await seenOn(device)).toEqual([]);
});
