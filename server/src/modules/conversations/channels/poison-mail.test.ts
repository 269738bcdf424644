import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com" });

const poison: [string, string | Buffer][] = [
  ["nothing at all", ""],
  [
    "only bytes",
    Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 37) % 256).filter((byte) => byte !== 10 && byte !== 13)),
  ],
  [
    "parts without an end",
    `Content-Type: multipart/mixed; boundary=x\r\n\r\n${"--x\r\nContent-Type: text/plain\r\n\r\na\r\n".repeat(3000)}`,
  ],
  [
    "parts nested without an end",
    Array.from({ length: 60 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join(""),
  ],
  ["a header without an end", `From: a@b.example\r\nSubject: ${"x ".repeat(600_000)}\r\n\r\nTekst`],
  ["text with NUL and half characters", "From: nul@b.example\r\nSubject: =?utf-8?q?a=00b=ED=A0=80?=\r\n\r\na\0b\ud800"],
];

test("poisonous mails end set aside or as text, with their raw text kept, and the next mail is not delayed", async () => {
  await world.bring(
    poison.map(([, raw]) => ({
      envelope: { from: "", to: [ours.address] },
      raw: Buffer.isBuffer(raw) ? raw : Buffer.from(raw, "utf8"),
    })),
  );
  await world.bring([{ from: "dobra@poczta.example.com", to: ours.address, subject: "Dobra", text: "Dobra poczta." }]);
  await world.settle();
  expect(await world.rows("select 1 from conversations.mail_in where state = 'new'")).toEqual([]);
  expect(await world.rows("select 1 from conversations.message where text = 'Dobra poczta.'")).toHaveLength(1);
  const agent = await world.member();
  const { items } = await world.ok(channels.setAsideMails, agent, { limit: 100 });
  expect(items.map((item) => item.reason).sort()).toEqual([
    "mail_too_deep",
    "mail_too_large",
    "mail_too_many_parts",
    "no_sender",
    "no_sender",
  ]);
  for (const { id } of items) expect((await world.call(channels.setAsideRaw, agent, { mailId: id })).status).toBe(200);
});

test("a mail on which our process ended again and again is left for a person", async () => {
  await world.bring([{ from: "ola@poczta.example.com", to: ours.address, subject: "Zła", text: "Zła poczta." }]);
  await world.rows("update conversations.mail_in set attempts = 5 where state = 'new'");
  await world.settle();
  const [row] = await world.rows("select state, reason from conversations.mail_in order by id desc limit 1");
  expect(row).toEqual({ state: "set_aside", reason: "given_up" });
  expect(await world.rows("select 1 from conversations.message where text = 'Zła poczta.'")).toEqual([]);
});

test("a fault of ours sets one mail aside with what went wrong, and a retry takes it in once it is mended", async () => {
  const agent = await world.member();
  await world.rows("alter table conversations.mail_reference rename to gone");
  const result = await world.inbound({
    from: "ola@poczta.example.com",
    to: ours.address,
    subject: "A",
    text: "Naprawiona.",
  });
  await world.rows("alter table conversations.gone rename to mail_reference");
  expect(result).toMatchObject({
    state: "set_aside",
    reason: "error",
    detail: expect.stringContaining("mail_reference"),
  });
  await world.ok(channels.retryMail, agent, { mailId: result.id });
  await world.settle();
  expect(await world.rows("select 1 from conversations.message where text = 'Naprawiona.'")).toHaveLength(1);
  expect((await world.call(channels.retryMail, agent, { mailId: result.id })).status).toBe(404);
});
