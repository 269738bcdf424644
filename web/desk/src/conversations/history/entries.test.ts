import { expect, test } from "vitest";
import type { Message } from "../../../../../contract/conversations.ts";
import { layOut, type Row } from "./entries.ts";

const zone = { timeZone: "Europe/Warsaw" };
let made = 0;
const message = (fields: Partial<Message>): Message => ({
  id: `m${++made}`,
  customerId: "c",
  matterId: "t",
  at: "2026-11-22T10:00:00.000Z",
  kind: "message",
  direction: "in",
  channel: "chat",
  author: { kind: "customer", id: "c", name: "Ewa", photo: null },
  viaLeaf: null,
  identifier: null,
  subject: null,
  text: "x",
  quoted: null,
  hasHtml: false,
  attachments: [],
  delivery: null,
  flags: [],
  ...fields,
});
const shape = (rows: readonly Row[]) =>
  rows.map((row) =>
    row.kind === "crossing"
      ? `${row.from}>${row.to}`
      : row.kind === "day"
        ? "day"
        : `${row.channel}${row.follows ? "+" : ""}`,
  );
const lay = (...messages: Message[]) => layOut(messages, "Lampa", zone);

test("where the talk goes over to another channel the strands cross", () => {
  const rows = lay(message({ channel: "form" }), message({ channel: "email" }), message({ channel: "email" }));
  expect(shape(rows)).toEqual(["day", "form", "form>email", "email", "email"]);
});

test("notes, bounces and machines' answers move the talk nowhere and run in the colour of what was before", () => {
  const rows = lay(
    message({ channel: "chat" }),
    message({ kind: "note", channel: null, direction: "internal" }),
    message({ kind: "bounce", channel: "email", direction: "internal" }),
    message({ kind: "notice", channel: "email", direction: "out" }),
    message({ kind: "talk", channel: "phone" }),
  );
  expect(shape(rows)).toEqual(["day", "chat", "chat", "chat", "chat", "chat>phone", "phone"]);
});

test("a note before the first word runs in the colour of what comes", () => {
  expect(shape(lay(message({ kind: "note", channel: null }), message({ channel: "form" })))).toEqual([
    "day",
    "form",
    "form",
  ]);
});

test("chat lines of one person soon after each other are one block; a later one, another's or a mail is not", () => {
  const soon = "2026-11-22T10:04:59.000Z";
  const late = "2026-11-22T10:05:00.000Z";
  expect(shape(lay(message({}), message({ at: soon })))).toEqual(["day", "chat", "chat+"]);
  expect(shape(lay(message({}), message({ at: late })))).toEqual(["day", "chat", "chat"]);
  const anna = { kind: "member", id: "a", name: "Anna", photo: null } as const;
  expect(shape(lay(message({}), message({ author: anna, direction: "out" })))).toEqual(["day", "chat", "chat"]);
  expect(shape(lay(message({ channel: "email" }), message({ channel: "email" })))).toEqual(["day", "email", "email"]);
});

test("a day begins at midnight of the zone and breaks a block", () => {
  const rows = lay(message({ at: "2026-11-22T22:59:00.000Z" }), message({ at: "2026-11-22T23:01:00.000Z" }));
  expect(shape(rows)).toEqual(["day", "chat", "day", "chat"]);
});

test("a subject is shown where it says something new", () => {
  const subjects = lay(
    message({ channel: "email", subject: "Odp: Re: lampa" }),
    message({ channel: "email", subject: "Re: Re: Lampa [#1573]" }),
    message({ channel: "email", subject: "Inna sprawa" }),
    message({ channel: "email", subject: "RE: Inna sprawa" }),
    message({ channel: "email", subject: "Lampa" }),
  ).flatMap((row) => (row.kind === "message" ? [row.subject] : []));
  expect(subjects).toEqual([null, null, "Inna sprawa", null, "Lampa"]);
});
