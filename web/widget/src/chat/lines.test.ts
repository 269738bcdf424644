import { expect, test } from "vitest";
import { aMessage } from "../../test/company.ts";
import { linesOf, stillOutgoing, unseen } from "./lines.ts";
import type { Outgoing } from "./outbox.ts";

const out = (text: string, fields: Partial<Outgoing> = {}): Outgoing => ({
  id: `out ${text}`,
  at: Date.UTC(2026, 10, 22, 9),
  text,
  files: [],
  page: "",
  after: null,
  failed: null,
  ...fields,
});

test("days and changes of channel are marked, messages of one author close together continue", () => {
  const lines = linesOf(
    [
      aMessage(1, { from: "me", channel: "form", at: "2026-11-20T10:00:00.000Z" }),
      aMessage(2, { channel: "email", at: "2026-11-22T09:00:00.000Z" }),
      aMessage(3, { channel: "email", at: "2026-11-22T09:04:00.000Z" }),
      aMessage(4, { channel: "email", at: "2026-11-22T09:09:01.000Z" }),
      aMessage(5, { from: "me", at: "2026-11-22T09:10:00.000Z" }),
    ],
    [],
    true,
  );
  expect(
    lines.map((line) =>
      line.kind === "said" ? (line.continues ? "+" : "said") : line.kind === "day" ? "day" : line.channel,
    ),
  ).toEqual(["day", "form", "said", "day", "email", "said", "+", "said", "chat", "said"]);
});

test("what is on its way stands last and says how far it has come", () => {
  const messages = [aMessage(1, { from: "me", state: "read" }), aMessage(2)];
  const progress = (reachable: boolean, ...outgoing: Outgoing[]) =>
    linesOf(messages, outgoing, reachable).flatMap((line) => (line.kind === "said" ? [line.progress] : []));
  expect(progress(true, out("a"), out("b", { failed: "spam" }))).toEqual(["read", null, "sending", "failed"]);
  expect(progress(false, out("a"))).toEqual(["read", null, "waiting"]);
});

test("after a lost answer the same words are not shown twice, yet said twice they are", () => {
  const before = aMessage(1, { from: "me", text: "hello" });
  const arrived = aMessage(2, { from: "me", text: "hello" });
  expect(stillOutgoing([before, arrived], [out("hello ", { after: before.id })])).toEqual([]);
  expect(stillOutgoing([before], [out("hello", { after: before.id })])).toHaveLength(1);
  const twice = [out("hello", { after: before.id }), out("hello", { after: before.id, id: "second" })];
  expect(stillOutgoing([before, arrived], twice).map((one) => one.id)).toEqual(["second"]);
});

test("words of the staff never stand for the customer's own", () => {
  expect(stillOutgoing([aMessage(1, { text: "hello" })], [out("hello")])).toHaveLength(1);
});

test("a message sent from here keeps its key when the server shows it", () => {
  const message = aMessage(1, { from: "me", text: "a" });
  const lines = linesOf([message], [], true, new Map([[message.id, "out a"]]));
  expect(lines.at(-1)?.key).toBe("out a");
});

test("unseen are the staff's messages after the last that was on the screen and was not read elsewhere", () => {
  const messages = [aMessage(1), aMessage(2, { state: "read" }), aMessage(3), aMessage(4, { from: "me" }), aMessage(5)];
  const ids = (seen: string | null) => unseen(messages, seen).map((message) => message.text);
  expect(ids(null)).toEqual(["message 1", "message 3", "message 5"]);
  expect(ids(messages[2]?.id ?? null)).toEqual(["message 5"]);
  expect(ids(messages[4]?.id ?? null)).toEqual([]);
});
