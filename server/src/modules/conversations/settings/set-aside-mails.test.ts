import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import { makeWorld } from "../../../../test/world.ts";
import { sweepMail } from "../channels/sweep-mail.ts";

const world = await makeWorld();
const ours = await world.mailAddress();
const agent = await world.member();
const aside = async (text: string) =>
  (await world.inbound({ envelope: { from: "", to: [ours.address] }, raw: `Subject: ${text}\r\n\r\nx` })).id;
const listed = async (limit = 50) =>
  (await world.ok(channels.setAsideMails, agent, { limit })).items.map(({ id }) => id);
const discard = (mailId: string, discarded: boolean) => world.call(channels.discardMail, agent, { mailId, discarded });

test("the list comes in pages, newest first", async () => {
  const ids = [];
  for (const text of ["a", "b", "c"]) {
    ids.unshift(await aside(text));
    world.now = new Date(world.now.getTime() + 1000);
  }
  const first = await world.ok(channels.setAsideMails, agent, { limit: 2 });
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const rest = await world.ok(channels.setAsideMails, agent, { limit: 2, cursor: first.next! });
  expect(rest).toMatchObject({
    items: [{ id: ids[2], subject: "a", to: ours.address, reason: "no_sender" }],
    next: null,
  });
});

test("a mail discarded leaves the list, can be put back, and goes when its time has come", async () => {
  const [kept, gone] = [await aside("zostaje"), await aside("znika")];
  for (const _ of [1, 2]) expect((await discard(gone, true)).status).toBe(200);
  expect(await listed()).not.toContain(gone);
  expect((await world.call(channels.retryMail, agent, { mailId: gone })).status).toBe(404);
  for (const _ of [1, 2]) expect((await discard(gone, false)).status).toBe(200);
  expect(await listed()).toContain(gone);
  await discard(gone, true);
  world.now = new Date(world.now.getTime() + 91 * 86_400_000);
  await sweepMail.run(world.house, {} as never);
  expect((await discard(gone, false)).status).toBe(404);
  expect(await listed()).toContain(kept);
});

test("a mail that became a message can be neither discarded nor downloaded here", async () => {
  const { id } = await world.inbound({ from: "ola@poczta.example.com", to: ours.address, text: "Lampa" });
  expect((await discard(id, true)).status).toBe(404);
  expect((await world.call(channels.setAsideRaw, agent, { mailId: id })).status).toBe(404);
  expect((await world.call(channels.retryMail, agent, { mailId: id })).status).toBe(404);
});
