import { beforeAll, expect, test } from "vitest";
import * as chat from "../../../../../contract/chat.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
beforeAll(() => world.site());
const statusesOf = async (times: number, once: () => Promise<{ status: number }>): Promise<number[]> =>
  Promise.all(Array.from({ length: times }, async () => (await once()).status));
const refused = (statuses: number[]) => statuses.filter((status) => status === 429).length;

test("many customers behind one address write as much as they like, a single device does not", async () => {
  const devices = await Promise.all(Array.from({ length: 5 }, () => world.device()));
  // Refused as empty, and counted all the same.
  const say = (device: (typeof devices)[number]) => () => world.call(chat.say, device, { text: " " });
  for (const device of devices) expect(refused(await statusesOf(30, say(device)))).toBe(0);
  const more = await world.call(chat.say, devices[0]!, { text: "jeszcze" });
  expect(more).toMatchObject({ status: 429, code: "too_many_requests" });
  expect(Number(more.headers.get("retry-after"))).toBeGreaterThan(0);
  const padded = { authorization: `Bearer   ${devices[0]!.bearer}` };
  expect((await world.call(chat.say, null, { text: "jeszcze" }, padded)).status).toBe(429);
});

test("codes are asked for and tried a few times a minute by one device", async () => {
  const device = await world.device();
  const email = "ewa@mail.example.com";
  expect(refused(await statusesOf(11, () => world.call(chat.prove, device, { email, code: "000000" })))).toBe(1);
  const ask = await statusesOf(6, () => world.call(chat.introduce, device, { name: "Ewa" }));
  expect(refused(ask)).toBe(0);
});

test("an office full of new browsers may enter, a machine that enters without end may not", async () => {
  const enter = () => world.call(chat.enter, null, { site: "nowhere", locale: "pl" });
  const before = await statusesOf(200, enter);
  expect(refused(before)).toBe(0);
  expect(refused(await statusesOf(150, enter))).toBeGreaterThan(0);
});

test("a form may be sent by many of one address, not without end", async () => {
  const form = { site: "nowhere", name: "Ewa", email: "ewa@mail.example.com", text: "Lampa" };
  const send = () => world.call(chat.submitForm, null, form);
  expect(refused(await statusesOf(100, send))).toBe(0);
  expect(refused(await statusesOf(30, send))).toBeGreaterThan(0);
});
