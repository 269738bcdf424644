import { connect } from "node:net";
import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import { makeWorld } from "../../../../test/world.ts";
import { smtpPort } from "./smtp-service.ts";

const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com" });
const mail = (over = {}) => ({
  from: "ola@poczta.example.com",
  to: ours.address,
  subject: "Lampa",
  text: "Jest?",
  ...over,
});
const stored = () => world.rows<{ recipients: string[] }>("select recipients from conversations.mail_in order by id");
const filesKept = async () => {
  let count = 0;
  for await (const _ of world.house.files.list(new Date(Date.now() + 60_000))) count++;
  return count;
};

test("mail for an address of ours is on the disk, with its job, when we say yes", async () => {
  await world.bring([mail()]);
  const [row] = await world.rows<{ store_key: string; state: string; size: number }>(
    `select f.store_key, m.state, m.size from conversations.mail_in m join platform.file f on f.id = m.raw_file_id`,
  );
  expect(row).toMatchObject({ state: "new" });
  let size = 0;
  for await (const chunk of await world.house.files.read(row!.store_key)) size += (chunk as Buffer).length;
  expect(size).toBe(row!.size);
  expect(await world.rows("select 1 from graphile_worker.jobs where task_identifier = 'take-in-mail'")).toHaveLength(1);
});

test.each([
  ["as it stands", "pomoc@splot.example.com"],
  ["in capitals", "POMOC@Splot.Example.COM"],
  ["with anything after a plus", "pomoc+reklamacje@splot.example.com"],
  ["with a token that we never gave", `pomoc+c_${"a".repeat(20)}@splot.example.com`],
])("takes mail for our address %s", async (_, to) => {
  const before = (await stored()).length;
  await world.bring([mail({ to })]);
  expect(await stored()).toHaveLength(before + 1);
});

test.each([
  ["another address of our domain", "szef@splot.example.com"],
  ["another domain", "pomoc@inny.example.com"],
  ["a longer name", "xpomoc@splot.example.com"],
])("refuses mail for %s with 550 and keeps nothing", async (_, to) => {
  const before = await stored();
  await expect(world.bring([mail({ to })])).rejects.toMatchObject({ responseCode: 550 });
  expect(await stored()).toEqual(before);
});

test("an address that was stopped takes no mail", async () => {
  const stopped = await world.mailAddress({ address: "dawny@splot.example.com" });
  const administrator = await world.member({ role: "administrator" });
  await world.ok(channels.changeMailAddress, administrator, { addressId: stopped.id, active: false });
  await expect(world.bring([mail({ to: stopped.address })])).rejects.toMatchObject({ responseCode: 550 });
});

test("too large a mail is refused while its sender still has it, and leaves no file", async () => {
  const before = await stored();
  const files = await filesKept();
  const raw = Buffer.concat([Buffer.from("Subject: x\r\n\r\n"), Buffer.alloc(37_000_000, "a\r\n")]);
  const sent = world.bring([{ envelope: { from: "ola@poczta.example.com", to: [ours.address] }, raw }]);
  await expect(sent).rejects.toMatchObject({ responseCode: 552 });
  expect(await stored()).toEqual(before);
  expect(await filesKept()).toBe(files);
});

test("after sixty mails a minute a sender is told to wait, others are not", async () => {
  const from = "petla@poczta.example.com";
  await world.rows(
    `insert into conversations.mail_in (id, at, raw_file_id, size, envelope_from, recipients, ip, helo, state)
     select gen_random_uuid(), $1, gen_random_uuid(), 1, $2, '{}', '', '', 'done' from generate_series(1, 60)`,
    world.now,
    from,
  );
  await expect(world.bring([mail({ from })])).rejects.toMatchObject({ responseCode: 451 });
  await world.bring([mail({ from: "inna@poczta.example.com" })]);
  world.now = new Date(world.now.getTime() + 61_000);
  await world.bring([mail({ from })]);
});

test("a mail that cannot be stored is the sender's to try again", async () => {
  await world.rows("alter table conversations.mail_in rename to mail_in_gone");
  await expect(world.bring([mail()])).rejects.toMatchObject({ responseCode: 451 });
  await world.rows("alter table conversations.mail_in_gone rename to mail_in");
  await world.bring([mail()]);
});

test("where the connection to the database is lost, nobody knows whether the mail is stored, and its text is kept", async () => {
  const files = await filesKept();
  await world.rows(`create function cut() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
  await world.rows("create trigger cut before insert on conversations.mail_in for each row execute function cut()");
  await expect(world.bring([mail()])).rejects.toMatchObject({ responseCode: 451 });
  expect(await filesKept()).toBe(files + 1);
  await world.rows("drop trigger cut on conversations.mail_in");
  await world.bring([mail()]);
});

test("a client that speaks no SMTP harms nobody", async () => {
  const socket = connect(smtpPort(world.house)!, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(Buffer.from([0, 255, 13, 10, 22, 3, 1, 13, 10]));
  socket.write(`${"x".repeat(100_000)}\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  socket.destroy();
  await world.bring([mail()]);
});

test("a mail port that is taken does not keep the rest of the product from starting", async () => {
  const other = await makeWorld({ settings: { SMTP_PORT: smtpPort(world.house)! } });
  expect(smtpPort(other.house)).toBeUndefined();
  expect((await fetch(`${other.url}/health/live`)).status).toBe(200);
});
