import { type Kind, kinds } from "./signal.ts";

/** First letters by which browsers' clients name the kinds (`/v1/t`), and the long words of the documented paths. */
const byWord = new Map<string, Kind>([
  ...kinds.map((kind) => [kind, kind] as const),
  ["t", "track"],
  ["i", "identify"],
  ["p", "page"],
  ["s", "screen"],
  ["g", "group"],
  ["a", "alias"],
]);

/** The words that may follow `/v1/` for single calls, and those for batches. */
export const singleWords = [...byWord.keys()];
export const batchWords = ["batch", "b", "import"];

const LONGEST_KEY = 200;

export interface Intake {
  readonly writeKey: string;
  readonly kind: Kind | undefined;
  readonly events: readonly unknown[];
}

type Raw = Record<string, unknown>;
const isObject = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** The write key: Basic with an empty password, with or without the colon; Bearer comes with the key in the body. */
function keyOf(authorization: string | undefined, body: Raw): string {
  const given = typeof body.writeKey === "string" ? body.writeKey : "";
  const coded = /^Basic\s+(.*)$/i.exec(authorization ?? "")?.[1];
  const basic = coded === undefined ? "" : Buffer.from(coded, "base64").toString();
  return (basic.split(":")[0] || given).slice(0, LONGEST_KEY).replaceAll("\0", "").toWellFormed();
}

/** Context and integrations of a batch are those of each of its events that has none of its own. */
function inherit(event: unknown, batch: Raw): unknown {
  if (!isObject(event)) return event;
  const context = isObject(batch.context)
    ? { context: { ...batch.context, ...(isObject(event.context) ? event.context : {}) } }
    : {};
  const sentAt = event.sentAt === undefined && batch.sentAt !== undefined ? { sentAt: batch.sentAt } : {};
  return { ...event, ...context, ...sentAt };
}

/** A request of the protocol as a list of events; undefined when its body is no such thing. */
export function readRequest(word: string, authorization: string | undefined, body: unknown): Intake | undefined {
  if (!isObject(body)) return undefined;
  const writeKey = keyOf(authorization, body);
  if (!batchWords.includes(word)) return { writeKey, kind: byWord.get(word), events: [body] };
  if (!Array.isArray(body.batch)) return undefined;
  return { writeKey, kind: undefined, events: body.batch.map((event) => inherit(event, body)) };
}
