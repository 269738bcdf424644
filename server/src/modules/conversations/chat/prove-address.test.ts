import { expect, test } from "vitest";
import * as chat from "../../../../../contract/chat.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const outside = await world.mailbox();
const { id } = await world.mailAddress({ address: "sklep@domowa.example", name: "Sklep" });
await world.site({ mailAddressId: id });
let n = 0;
const fresh = () => `ewa${++n}@mail.example.com`;
const letters = (email: string) => outside.mails.filter((mail) => mail.to.includes(email));

test("the code comes from the site's address, as a machine's mail that no machine answers", async () => {
  const [device, email] = [await world.device(), fresh()];
  await world.ok(chat.requestCode, device, { email });
  await world.settle();
  const [letter] = letters(email);
  expect(letter).toMatchObject({ from: "" });
  expect(letter!.mail.from?.value).toEqual([{ address: "sklep@domowa.example", name: "Sklep" }]);
  expect(letter!.raw).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(letter!.mail.subject).toMatch(/\d{6}/);
});

test("an address and a device each wait a minute for the next code", async () => {
  const [device, other, email] = [await world.device(), await world.device(), fresh()];
  await world.ok(chat.requestCode, device, { email });
  expect(await world.call(chat.requestCode, other, { email })).toMatchObject({ status: 429 });
  expect(await world.call(chat.requestCode, device, { email: fresh() })).toMatchObject({ status: 429 });
  world.now = new Date(world.now.getTime() + 61_000);
  await world.ok(chat.requestCode, other, { email });
  await world.settle();
  expect(letters(email)).toHaveLength(2);
});

test("five wrong codes end it, also for the right one", async () => {
  const [device, email] = [await world.device(), fresh()];
  world.now = new Date(world.now.getTime() + 61_000);
  await world.ok(chat.requestCode, device, { email });
  await world.settle();
  const code = /\d{6}/.exec(letters(email)[0]!.mail.text ?? "")![0];
  const wrong = code === "123456" ? "654321" : "123456";
  for (let tries = 0; tries < 5; tries++)
    expect(await world.call(chat.prove, device, { email, code: wrong })).toMatchObject({ code: "code_wrong" });
  expect(await world.call(chat.prove, device, { email, code })).toMatchObject({ code: "code_expired" });
});

test("a typed address is shown as a claim until it is proved", async () => {
  const [device, email] = [await world.device(), fresh()];
  expect(await world.ok(chat.introduce, device, { email, name: " Ewa " })).toMatchObject({
    ...{ claimed: email, proved: [], name: "Ewa" },
  });
  world.now = new Date(world.now.getTime() + 61_000);
  await world.ok(chat.requestCode, device, { email });
  await world.settle();
  const code = /\d{6}/.exec(letters(email)[0]!.mail.text ?? "")![0];
  expect(await world.ok(chat.prove, device, { email, code })).toMatchObject({ claimed: null, proved: [email] });
  for (const wrong of ["ewa", "info@mail.example.com"])
    expect((await world.call(chat.introduce, device, { email: wrong })).status).toBe(422);
});
