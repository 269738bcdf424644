import { randomUUID } from "node:crypto";
import type { Trial } from "../trial.ts";
import type { Place } from "./places.ts";

/** Bodies that are no JSON at all, whatever a client meant by them. */
const broken: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
  ["nothing", ""],
  ["half an object", '{"text": "hal'],
  ["a comma too many", '{"text": "x",}'],
  ["single quotes", "{'text': 'x'}"],
  ["a comment", '{"text": "x" /* y */}'],
  ["two values", "{}{}"],
  ["a bare word", "undefined"],
  ["not a number", '{"elapsed": NaN}'],
  ["a control character in a text", '{"text": "a\u0001\nb"}'],
  ["a form", "text=x&name=y"],
  ["XML", "<text>x</text>"],
  ["random bytes", new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x22, 0x80, 0xc0, 0x7d])],
  ["zipped bytes", new Uint8Array([0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00])],
  ["ever deeper lists", "[".repeat(200_000)],
];

/** Bodies that are JSON and not what was asked for, or hardly. */
const odd: readonly (readonly [string, string])[] = [
  ["null", "null"],
  ["a number", "1e999"],
  ["a list", "[[[[]]]]"],
  ["a text", '"text"'],
  ["a deep object", `${'{"text":'.repeat(5_000)}1${"}".repeat(5_000)}`],
  ["the wrong types", '{"text": 5, "name": [], "email": {}, "fileIds": "x", "batch": {}, "writeKey": 1}'],
  ["a prototype", '{"__proto__": {"text": "x"}, "constructor": {"prototype": {}}, "text": "x"}'],
  ["a NUL", '{"text": "a\\u0000b", "name": "a\\u0000b", "email": "a\\u0000@b.example", "batch": []}'],
  ["half a character", '{"text": "\\ud800", "name": "\\udfff", "email": "x@y.example", "batch": []}'],
  ["a text of a million letters", `{"text": "${"x".repeat(1_000_000)}", "name": "x", "email": "x@y.example"}`],
  ["a body of two million", `{"text": "${"x".repeat(2_000_000)}"}`],
  ["events of every wrong shape", '{"batch": [null, 1, "x", [], {}, {"type": "no"}, {"type": "track"}]}'],
];

/** Sends all of them to calls of all kinds: each is refused with a code, or taken in where it can be; none breaks anything. */
export async function badJson(trial: Trial, places: readonly Place[]): Promise<string[]> {
  const faults: string[] = [];
  const atPlace = async (place: Place): Promise<void> => {
    for (const [what, body] of broken) {
      const problem = await refusal(trial, place, body);
      if (problem !== null) faults.push(`${what} at ${place.path}: ${problem}`);
    }
    for (const [what, body] of odd) {
      const problem = await refusal(trial, place, body);
      if (problem !== null && !problem.startsWith("200")) faults.push(`${what} at ${place.path}: ${problem}`);
    }
  };
  await Promise.all(places.map(atPlace));
  return faults;
}

/** Null when it was refused with a code, else what came instead. */
async function refusal(
  { product }: Trial,
  place: Place,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const headers = { "content-type": "application/json", "idempotency-key": randomUUID(), ...place.headers };
  const signal = AbortSignal.timeout(20_000);
  const answer = await fetch(`${product.url}${place.path}`, { method: "POST", headers, body, signal }).catch(String);
  if (typeof answer === "string") return answer;
  const text = await answer.text();
  const coded = /"code":\s*"[a-z_]+"/.test(text);
  return answer.status >= 400 && answer.status < 500 && coded ? null : `${answer.status} ${text.slice(0, 200)}`;
}

/** Bad events among good ones: each bad one is in the list of the rejected, with its reason. */
export async function badEvents({ product, pool, writeKey }: Trial): Promise<string[]> {
  const bad = [null, 7, "x", [], {}, { type: "no" }, { type: "track", userId: "u" }, { type: "page" }];
  const tooLarge = { type: "track", event: "x", anonymousId: "a", properties: { text: "x".repeat(40_000) } };
  const count = async () =>
    Number((await pool.query<{ count: string }>("select count(*) from customers.rejected_event")).rows[0]!.count);
  const before = await count();
  const answer = await fetch(`${product.url}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: JSON.stringify({ writeKey, batch: [...bad, tooLarge] }),
  });
  if (answer.status !== 200) return [`a batch of bad events was answered ${answer.status}`];
  const rejected = (await count()) - before;
  return rejected === bad.length + 1 ? [] : [`${bad.length + 1} bad events were sent, ${rejected} are set aside`];
}
