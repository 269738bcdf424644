import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeEach, expect, test } from "vitest";
import { makeWorld } from "../../../test/world.ts";
import type { Ctx } from "../ctx.ts";
import type { Room } from "../house.ts";
import { type MailOutcome, type MailReport, type OutgoingMail, queueMail, sendMailTask } from "./outbox.ts";

const told: { ref: unknown; outcome: MailOutcome }[] = [];
/** What goes wrong, once, when somebody hears what became of a mail. */
let trouble: ((ctx: Ctx) => Promise<unknown>) | undefined;
const hear: MailReport["hear"] = async (ctx, ref, outcome) => {
  const now = trouble;
  trouble = undefined;
  await now?.(ctx);
  told.push({ ref, outcome });
};
const room: Room = {
  name: "probe",
  routes: [],
  mailReports: [{ name: "probe", hear }],
};
const world = await makeWorld({ rooms: [room] });
const unconnected = await makeWorld({ rooms: [room] });
const customerId = "019b0000-0000-7000-8000-000000000001";

type Step = "connect" | "recipient" | "data";
type Behaviour = { at: Step; code: number } | { at: Step; hangUp: true } | undefined;
/** What the other mail server does next; taking the mail when undefined. */
let behaviour: Behaviour;
const arrived: { mail: ParsedMail; from: string | undefined; to: string[] }[] = [];

/** Goes wrong at this step, if it should; answers whether it did. */
function fails(at: Step, callback: (error?: Error) => void): boolean {
  if (behaviour?.at !== at) return false;
  if ("hangUp" in behaviour) {
    for (const one of other.connections) (one as unknown as { _socket: Socket })._socket.destroy();
    return true;
  }
  callback(Object.assign(new Error("not now"), { responseCode: behaviour.code }));
  return true;
}

const other: SMTPServer = new SMTPServer({
  disabledCommands: ["STARTTLS", "AUTH"],
  onConnect: (_session, callback) => void (fails("connect", callback) || callback()),
  onRcptTo: (_address, _session, callback) => void (fails("recipient", callback) || callback()),
  onData: async (stream, session, callback) => {
    const raw = await buffer(stream);
    if (fails("data", callback)) return;
    const { mailFrom, rcptTo } = session.envelope;
    arrived.push({
      mail: await simpleParser(raw),
      from: mailFrom === false ? undefined : mailFrom.address,
      to: rcptTo.map((one) => one.address),
    });
    callback();
  },
});
other.on("error", () => {});
await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
const url = `smtp://127.0.0.1:${(other.server.address() as AddressInfo).port}`;
afterAll(() => new Promise<void>((resolve) => other.close(resolve)));

let count = 0;
const mail = (over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  key: `mail ${++count}`,
  customerId,
  sender: { name: "Sklep Żółw", address: "kontakt@zolw.example" },
  envelopeFrom: "bounce+1@zolw.example",
  recipient: "ewa@klient.example",
  messageId: `<${count}@zolw.example>`,
  content: { subject: "Zażółć gęślą jaźń", text: "Dzień dobry!\n.kropka na początku" },
  report: { to: "probe", ref: { word: "lamp" } },
  ...over,
});
const queue = (over: Partial<OutgoingMail> = {}, options = {}) => {
  const one = mail(over);
  return world.house.run({ kind: "system", name: "test" }, (ctx) => queueMail(ctx, one), options).then(() => one);
};
const stateOf = async (key: string) =>
  (await world.rows("select state, attempts, detail from platform.outgoing_mail where key = $1", key))[0];
const travel = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000);
};
const again = (key: string) => sendMailTask.run(world.house, { key } as never);

beforeEach(async () => {
  await world.rows("delete from platform.outgoing_mail");
  world.house.mail.use(url);
  behaviour = undefined;
  trouble = undefined;
  arrived.length = 0;
  told.length = 0;
});

test("a mail arrives once, as it was decided, and whoever decided it hears so", async () => {
  const attachment = await world.house.files.put(Buffer.from("%PDF-1.7"));
  const one = await queue({
    content: {
      ...mail().content,
      html: "<p>Dzień dobry!</p>",
      replyTo: "kontakt+t0ken@zolw.example",
      inReplyTo: "<earlier@klient.example>",
      references: ["<first@klient.example>", "<earlier@klient.example>"],
      headers: { "Auto-Submitted": "auto-replied" },
      attachments: [{ storeKey: attachment.key, name: "gwarancja – Żółw.pdf", type: "application/pdf" }],
    },
  });
  await world.settle();
  expect(arrived).toHaveLength(1);
  expect(arrived[0]).toMatchObject({ from: "bounce+1@zolw.example", to: ["ewa@klient.example"] });
  const got = arrived[0]!.mail;
  expect(got).toMatchObject({
    subject: one.content.subject,
    messageId: one.messageId,
    inReplyTo: "<earlier@klient.example>",
  });
  expect(got.text?.trim()).toBe(one.content.text);
  expect(got.from?.value).toEqual([{ name: "Sklep Żółw", address: "kontakt@zolw.example" }]);
  expect(got.replyTo?.text).toBe("kontakt+t0ken@zolw.example");
  expect(got.references).toEqual(["<first@klient.example>", "<earlier@klient.example>"]);
  expect(got.headers.get("auto-submitted")).toBe("auto-replied");
  expect(got.attachments.map((file) => [file.filename, String(file.content)])).toEqual([
    ["gwarancja – Żółw.pdf", "%PDF-1.7"],
  ]);
  expect(await stateOf(one.key)).toMatchObject({ state: "sent", attempts: 1, detail: expect.stringMatching(/^250/) });
  expect(told).toEqual([{ ref: { word: "lamp" }, outcome: { state: "sent", detail: expect.stringMatching(/^250/) } }]);

  await again(one.key);
  await world.house.run({ kind: "system", name: "test" }, (ctx) => queueMail(ctx, one));
  await world.settle();
  expect([arrived.length, told.length]).toEqual([1, 1]);
});

test.each(["connect", "recipient", "data"] as const)(
  "what is put off at %s (4xx) waits and is tried again",
  async (at) => {
    behaviour = { at, code: 451 };
    const one = await queue();
    await world.settle();
    expect(await stateOf(one.key)).toMatchObject({
      state: "queued",
      attempts: 1,
      detail: expect.stringContaining("451"),
    });
    expect(told).toMatchObject([{ outcome: { state: "queued" } }]);
    behaviour = undefined;
    await world.settle();
    expect(arrived).toEqual([]);
    travel(0.2);
    await world.settle();
    expect(await stateOf(one.key)).toMatchObject({ state: "sent", attempts: 2 });
    expect(arrived).toHaveLength(1);
  },
);

test("what is put off for a day and a half has failed", async () => {
  behaviour = { at: "recipient", code: 450 };
  const one = await queue();
  await world.settle();
  for (let tries = 1; tries < 12; tries++) {
    expect(await stateOf(one.key)).toMatchObject({ state: "queued", attempts: tries });
    travel(480);
    await world.settle();
  }
  expect(await stateOf(one.key)).toMatchObject({ state: "failed", attempts: 12 });
  expect(told.at(-1)).toMatchObject({ outcome: { state: "failed" } });
});

test.each(["recipient", "data"] as const)("what is refused at %s (5xx) has failed at once", async (at) => {
  behaviour = { at, code: 550 };
  const one = await queue();
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({ state: "failed", detail: expect.stringContaining("550") });
  expect(told).toMatchObject([{ outcome: { state: "failed" } }]);
});

test.each([
  "ewa@klient.example\r\nRCPT TO:<eve@evil.example>",
  "ewa@klient.example, eve@evil.example",
  "Ewa <eve@evil.example>",
  "ewa",
])("%j is not one address: the mail has failed at once and went to nobody", async (recipient) => {
  const one = await queue({ recipient });
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({ state: "failed", detail: "this is not one e-mail address" });
  expect(arrived).toEqual([]);
});

test.each(["connect", "recipient"] as const)(
  "a line that breaks at %s took nothing: the mail is tried again",
  async (at) => {
    behaviour = { at, hangUp: true };
    const one = await queue();
    await world.settle();
    expect(await stateOf(one.key)).toMatchObject({ state: "queued", attempts: 1 });
  },
);

test("a line that breaks after the text was handed over: nobody knows, and it is never blindly sent again", async () => {
  behaviour = { at: "data", hangUp: true };
  const one = await queue();
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({ state: "unknown" });
  expect(told).toMatchObject([{ outcome: { state: "unknown" } }]);
  behaviour = undefined;
  await again(one.key);
  travel(600);
  await world.settle();
  expect(arrived).toEqual([]);
});

test("a server that is not there, or wants another password, is tried again: that is for the operator to mend", async () => {
  const closed = new SMTPServer({
    authOptional: false,
    disabledCommands: ["STARTTLS"],
    onAuth: (_a, _s, callback) => callback(new Error("no")),
  });
  closed.on("error", () => {});
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.server.address() as AddressInfo;
  world.house.mail.use(`smtp://user:wrong@127.0.0.1:${port}`);
  const one = await queue();
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({ state: "queued", detail: expect.stringContaining("535") });
  await new Promise<void>((resolve) => closed.close(resolve));
  travel(0.2);
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({
    state: "queued",
    attempts: 2,
    detail: expect.stringContaining("ECONNREFUSED"),
  });
});

test("found half-way by a later run, after the process died, it is unknown", async () => {
  const one = await queue();
  await world.rows("update platform.outgoing_mail set state = 'sending' where key = $1", one.key);
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({ state: "unknown", detail: expect.stringContaining("process ended") });
  expect(told).toMatchObject([{ outcome: { state: "unknown" } }]);
  expect(arrived).toEqual([]);
});

test("a mail that was taken is sent although the database was lost before that could be noted", async () => {
  const one = await queue();
  trouble = (ctx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.tx);
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({ state: "sent" });
  expect([arrived.length, told.length]).toEqual([1, 1]);
});

test("a mail that was taken is never sent again, whatever goes wrong when that is noted", async () => {
  const one = await queue();
  trouble = async () => {
    throw new Error("a fault of ours");
  };
  await expect(world.settle()).rejects.toThrow("a fault of ours");
  await world.rows("update graphile_worker._private_jobs set run_at = now(), last_error = null");
  await world.settle();
  expect(await stateOf(one.key)).toMatchObject({ state: "unknown" });
  expect(arrived).toHaveLength(1);
});

test("without a mail server mails wait, however long, and go when there is one", async () => {
  const waiting = mail();
  await unconnected.as({ kind: "system", name: "test" }, (ctx) => queueMail(ctx, waiting));
  const row = async () => (await unconnected.rows("select state, attempts, detail from platform.outgoing_mail"))[0];
  for (let day = 0; day < 20; day++) {
    await unconnected.settle();
    expect(await row()).toEqual({ state: "queued", attempts: 0, detail: "no mail server is configured (MAIL_URL)" });
    unconnected.now = new Date(unconnected.now.getTime() + 86_400_000);
  }
  unconnected.house.mail.use(url);
  await unconnected.settle();
  expect(await row()).toMatchObject({ state: "sent", attempts: 1 });
  expect(arrived).toHaveLength(1);
});

test("history sends nothing, and what was rolled back neither", async () => {
  const old = await queue({}, { history: true });
  const undone = mail();
  await expect(
    world.as({ kind: "system", name: "test" }, async (ctx) => {
      await queueMail(ctx, undone);
      throw new Error("at the last moment");
    }),
  ).rejects.toThrow();
  await world.settle();
  expect([await stateOf(old.key), await stateOf(undone.key), arrived]).toEqual([undefined, undefined, []]);
});

test("what went to no customer may hold a link that opens an account, so its text is not kept", async () => {
  const [ours, theirs] = [await queue({ customerId: null }), await queue()];
  const kept = async (key: string) =>
    (await world.rows("select content from platform.outgoing_mail where key = $1", key))[0]?.content;
  expect(await kept(ours.key)).toEqual(ours.content);
  await world.settle();
  expect(arrived).toHaveLength(2);
  expect([await kept(ours.key), await kept(theirs.key)]).toEqual([{}, theirs.content]);
});
