import { must } from "../ask.ts";
import type { Kind } from "../ledger.ts";
import type { Device } from "../load/chats.ts";
import type { Trial } from "../trial.ts";

interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** All pages of a list. */
async function all<T>({ product, token }: Trial, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor = "";
  for (;;) {
    const mark = path.includes("?") ? "&" : "?";
    const page = await must<Page<T>>(product, `/api${path}${mark}limit=100${cursor}`, { token });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

const said: readonly Kind[] = ["mail", "chat", "form", "reply"];

/** What staff read in all matters: everything acknowledged is there, once. */
export async function staffReadAll(trial: Trial): Promise<string[]> {
  const seen = new Map<string, number>();
  for (const state of ["open", "waiting", "closed"]) {
    const matters = await all<{ id: string; customerId: string }>(trial, `/matters?view=all&state=${state}`);
    for (const { id, customerId } of matters) {
      const path = `/customers/${customerId}/matters/${id}/messages`;
      for (const message of await all<{ text: string; kind: string }>(trial, path)) {
        // Our acknowledgement of a form says its words again.
        const mark = message.kind === "message" ? /\[\w+-\d+\]/.exec(message.text)?.[0] : undefined;
        if (mark) seen.set(mark, (seen.get(mark) ?? 0) + 1);
      }
    }
  }
  return trial.ledger.entries
    .filter(({ kind, state }) => said.includes(kind) && state === "acknowledged")
    .flatMap(({ marks }) => marks)
    .flatMap((mark) => (seen.get(mark) === 1 ? [] : [`${mark} is shown ${seen.get(mark) ?? 0} times`]));
}

/** What customers read in their chats: their own words, each once, in the order in which they were said. */
export async function customersReadAll({ product }: Trial, devices: readonly Device[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { token, said: marks } of devices) {
    const thread = await must<{ messages: { from: string; text: string }[] }>(product, "/api/chat/thread", { token });
    const read = thread.messages.flatMap(({ from, text }) =>
      from === "me" ? (/\[chat-\d+\]/.exec(text)?.[0] ?? []) : [],
    );
    const own = read.filter((mark) => marks.includes(mark));
    if (own.join() !== marks.join()) faults.push(`a device said ${marks.join(" ")} and reads ${own.join(" ")}`);
  }
  return faults;
}

const SAMPLE = 15;

/** The timelines of some customers tell each event that is in the log once. */
export async function timelinesTell(trial: Trial): Promise<string[]> {
  const { rows } = await trial.pool.query<{ leaf: string; marks: string[] }>(
    `select customer_id as leaf, array_agg(data -> 'properties' ->> 'mark') as marks from platform.event
     where name = 'track' group by 1 order by 1 limit $1`,
    [SAMPLE],
  );
  const faults: string[] = [];
  for (const { leaf, marks } of rows) {
    const entries = await all<{ name: string; data: { properties?: { mark?: string } } }>(
      trial,
      `/customers/${leaf}/timeline`,
    );
    const told = entries.flatMap(({ name, data }) => (name === "track" ? (data.properties?.mark ?? []) : []));
    const missing = marks.filter((mark) => told.filter((one) => one === mark).length !== 1);
    if (missing.length > 0) faults.push(`${leaf} had ${missing.join(" ")}, not told once`);
  }
  return faults;
}
