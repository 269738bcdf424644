import { beforeAll, expect, test } from "vitest";
import * as chat from "../../../../../contract/chat.ts";
import * as desk from "../../../../../contract/conversations.ts";
import * as people from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
let mail: Awaited<ReturnType<typeof world.mailbox>>;
beforeAll(async () => {
  mail = await world.mailbox();
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example" });
  await world.site({ mailAddressId: id });
});

let n = 0;
const fresh = () => `ewa${++n}@mail.example.com`;
const codeFor = async (email: string): Promise<string> => {
  await world.settle();
  const letter = mail.mails.findLast((one) => one.to.includes(email));
  return /\d{6}/.exec(letter?.mail.text ?? "")?.[0] ?? "none";
};

/** A browser on which this address was proved by the code that was mailed to it. */
const provedDevice = async (email: string, name?: string) => {
  world.now = new Date(world.now.getTime() + 61_000);
  const device = await world.device(name ? { name } : {});
  await world.ok(chat.requestCode, device, { email });
  const thread = await world.ok(chat.prove, device, { email, code: await codeFor(email) });
  await world.settle();
  return { device, thread };
};

const texts = (thread: { messages: { text: string }[] }) => thread.messages.map((message) => message.text);

test("a chat message is in the inbox, its answer on the device, and each knows what the other has read", async () => {
  const anna = await world.member({ name: "Anna Nowak" });
  const device = await world.device();
  const said = await world.ok(chat.say, device, { text: "Czy lampa jest w Gdańsku?" });
  const { items } = await world.ok(desk.inbox, anna, {});
  const line = items.find((one) => one.preview.includes("Gdańsku"))!;
  expect(line).toMatchObject({ lastChannel: "chat", needsReply: true, unread: true });
  const at = { customerId: line.customerId, matterId: line.id };
  await world.ok(desk.seen, anna, { ...at, messageId: said.id });
  expect((await world.ok(chat.thread, device, {})).messages).toMatchObject([
    { id: said.id, from: "me", state: "read" },
  ]);

  const { reach } = await world.ok(desk.get, anna, at);
  expect(reach[0]).toMatchObject({ channel: "chat", ns: "device", value: device.id });
  const answer = await world.ok(desk.reply, anna, {
    ...at,
    channel: "chat",
    to: reach[0]!,
    text: "Jest, dwie sztuki.",
    seen: said.id,
  });
  const thread = await world.ok(chat.thread, device, {});
  expect(thread).toMatchObject({
    face: { name: "Anna Nowak" },
    messages: [{}, { from: "staff", text: "Jest, dwie sztuki.", author: { name: "Anna Nowak" } }],
  });
  const stateOf = async () =>
    (await world.ok(desk.messages, anna, at)).items.find((one) => one.id === answer.id)?.delivery?.state;
  expect(await stateOf()).toBe("delivered");
  await world.ok(chat.read, device, { messageId: answer.id });
  expect(await stateOf()).toBe("read");
});

test("who chats without a name is called by the address they gave, and never by the id of their device", async () => {
  const anna = await world.member();
  const device = await world.device();
  await world.ok(chat.say, device, { text: "bez imienia" });
  const authors = async () => {
    const { items } = await world.ok(desk.ofCustomer, anna, { customerId: device.leafId });
    const { customerId, id: matterId } = items[0]!;
    return (await world.ok(desk.messages, anna, { customerId, matterId })).items.map(({ author }) => author);
  };
  expect(await authors()).toMatchObject([{ kind: "customer", id: device.leafId, name: null }]);
  const email = fresh();
  await world.ok(chat.introduce, device, { email });
  expect(await authors()).toMatchObject([{ name: email }]);
  await world.ok(chat.introduce, device, { name: "Ewa Żak" });
  expect(await authors()).toMatchObject([{ name: "Ewa Żak" }]);
});

test("a code proved on another device opens the history there, and not before", async () => {
  const email = fresh();
  const { device: phone } = await provedDevice(email);
  await world.ok(chat.say, phone, { text: "napisane na telefonie" });
  const pc = await world.device();
  await world.ok(chat.introduce, pc, { email, name: "Ewa" });
  expect(await world.ok(chat.thread, pc, {})).toMatchObject({ claimed: email, proved: [], messages: [] });
  world.now = new Date(world.now.getTime() + 61_000);
  await world.ok(chat.requestCode, pc, { email });
  const code = await codeFor(email);
  expect(await world.call(chat.prove, pc, { email, code: code === "000000" ? "111111" : "000000" })).toMatchObject({
    status: 422,
    code: "code_wrong",
  });
  expect(texts(await world.ok(chat.thread, pc, {}))).toEqual([]);
  expect(texts(await world.ok(chat.prove, pc, { email, code }))).toEqual(["napisane na telefonie"]);
  expect(await world.call(chat.prove, pc, { email, code })).toMatchObject({ code: "code_expired" });
});

test("what a person said on two proved devices is one matter of one customer", async () => {
  const email = fresh();
  const { device: phone } = await provedDevice(email);
  await world.ok(chat.say, phone, { text: "zaczęte" });
  const { device: pc } = await provedDevice(email);
  await world.ok(chat.say, pc, { text: "dokończone" });
  const anna = await world.member();
  const { items } = await world.ok(desk.ofCustomer, anna, { customerId: phone.leafId });
  expect(items).toHaveLength(1);
  expect(await world.ok(people.get, anna, { customerId: pc.leafId })).toMatchObject({ id: items[0]!.customer.id });
  expect(texts(await world.ok(chat.thread, phone, {}))).toEqual(["zaczęte", "dokończone"]);
});

test("a merge by staff opens nothing to a device", async () => {
  const [mine, theirs] = [fresh(), fresh()];
  const { device: jan } = await provedDevice(mine);
  const { device: ewa } = await provedDevice(theirs);
  await world.ok(chat.say, jan, { text: "tajemnica Jana" });
  const anna = await world.member();
  await world.ok(people.merge, anna, { customerId: jan.leafId, otherId: ewa.leafId });
  await world.ok(chat.say, ewa, { text: "tajemnica Ewy" });
  expect(texts(await world.ok(chat.thread, ewa, {}))).toEqual(["tajemnica Ewy"]);
  expect(texts(await world.ok(chat.thread, jan, {}))).toEqual(["tajemnica Jana"]);
});

test("after an unmerge a device keeps its own words, wherever they lie", async () => {
  const [mine, theirs] = [fresh(), fresh()];
  const { device: jan } = await provedDevice(mine);
  const { device: ewa } = await provedDevice(theirs);
  await world.ok(chat.say, jan, { text: "słowo Jana" });
  const anna = await world.member();
  await world.ok(people.merge, anna, { customerId: jan.leafId, otherId: ewa.leafId });
  await world.ok(chat.say, ewa, { text: "słowo Ewy" });
  const { items } = await world.ok(people.merges, anna, { customerId: jan.leafId });
  const byStaff = items.find((one) => one.by === "staff")!;
  const { leftovers } = await world.ok(people.unmerge, anna, { customerId: jan.leafId, mergeId: byStaff.id });
  expect(leftovers).toHaveLength(1);
  expect(texts(await world.ok(chat.thread, ewa, {}))).toEqual(["słowo Ewy"]);
  expect(texts(await world.ok(chat.thread, jan, {}))).toEqual(["słowo Jana"]);
});

test("a couple who both prove one address never see each other's words", async () => {
  const email = fresh();
  const { device: jan } = await provedDevice(email, "Jan Kowalski");
  await world.ok(chat.say, jan, { text: "prezent dla Anny" });
  const { device: anna, thread } = await provedDevice(email, "Anna Kowalska");
  expect(texts(thread)).toEqual([]);
  await world.ok(chat.say, anna, { text: "prezent dla Jana" });
  expect(texts(await world.ok(chat.thread, anna, {}))).toEqual(["prezent dla Jana"]);
  expect(texts(await world.ok(chat.thread, jan, {}))).toEqual(["prezent dla Anny"]);
});

test("a file of the chat comes to the desk, and to no other device", async () => {
  const device = await world.device();
  const { files } = await world.ok(chat.upload, device, { "rachunek ł.txt": "42 zł" } as never);
  await world.ok(chat.say, device, { text: "", fileIds: [files[0]!.fileId] });
  const mine = await world.call(chat.attachment, device, { fileId: files[0]!.fileId });
  expect(mine).toMatchObject({ status: 200, body: "42 zł" });
  expect(mine.headers.get("content-disposition")).toMatch(/^attachment; .*rachunek%20%C5%82\.txt/);
  expect(await world.call(chat.attachment, await world.device(), { fileId: files[0]!.fileId })).toMatchObject({
    status: 404,
  });
});

test.each([
  ["nothing", { text: "   " }, "empty_message"],
  ["somebody else's file", { text: "x", fileIds: ["01890000-0000-7000-8000-000000000000"] }, "not_found"],
])("refuses %s and writes nothing", async (_, input, code) => {
  const device = await world.device();
  expect(await world.call(chat.say, device, input)).toMatchObject({ code });
  expect((await world.ok(chat.thread, device, {})).messages).toEqual([]);
});

test("a message pressed twice with one key is one message", async () => {
  const device = await world.device();
  const key = { "idempotency-key": "a-key-of-the-widget" };
  const [a, b] = await Promise.all([
    world.call(chat.say, device, { text: "raz" }, key),
    world.call(chat.say, device, { text: "raz" }, key),
  ]);
  expect(a.body).toEqual(b.body);
  expect(texts(await world.ok(chat.thread, device, {}))).toEqual(["raz"]);
});

test("a device that left has no token any more", async () => {
  const device = await world.device();
  await world.ok(chat.leave, device, {});
  expect(await world.call(chat.thread, device, {})).toMatchObject({ status: 401 });
});
