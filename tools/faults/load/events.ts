import { ask } from "../ask.ts";
import type { Random } from "../random.ts";
import type { Trial } from "../trial.ts";
import { from, keepAt, newMark, people } from "./people.ts";

const VISITORS = 40;

/** A server of the shop that sends batches of events in the Segment protocol, each event with a message id that stays. */
export function sendEvents(trial: Trial, random: Random): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${trial.writeKey}:`).toString("base64")}`;
  return keepAt(trial, random, 60, async () => {
    const marks = Array.from({ length: random.between(1, random.chance(10) ? 120 : 15) }, () => newMark("event"));
    const body = { sentAt: new Date().toISOString(), batch: marks.map((mark) => eventOf(random, mark)) };
    const headers = { authorization, ...from(random) };
    await trial.ledger.deliver("event", marks, async () => {
      const answer = await ask(trial.product, "/v1/batch", { body, headers });
      return answer && { ...answer, ok: answer.ok && /"success":\s*true/.test(answer.text) };
    });
  });
}

function eventOf(random: Random, mark: string): object {
  const visitor = random.between(1, VISITORS);
  const who = {
    messageId: mark,
    anonymousId: `browser-${visitor}-${random.between(1, 3)}`,
    timestamp: new Date().toISOString(),
    // Signed in, two browsers of one visitor are one person; a few visitors share an account.
    ...(random.chance(25) ? { userId: `user-${visitor % 30}` } : {}),
  };
  const { name, email } = people[visitor]!;
  if (random.chance(15)) return { ...who, type: "identify", traits: { name, email, mark } };
  if (random.chance(50)) return { ...who, type: "page", name: "Product", properties: { mark, path: "/p/1" } };
  return { ...who, type: "track", event: "Product Added", properties: { mark, price: 129.9 } };
}
