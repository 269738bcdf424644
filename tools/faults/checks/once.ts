import type { Kind } from "../ledger.ts";
import type { Trial } from "../trial.ts";

/** Where the marks of each kind are found again: one row for each time that a thing is there. */
const found: Readonly<Record<Kind, string>> = {
  event: `select coalesce(data -> 'properties' ->> 'mark', data -> 'traits' ->> 'mark') as mark
    from platform.event where name in ('track', 'page', 'identify')`,
  mail: messages("mail", "direction = 'in' and channel = 'email'"),
  chat: messages("chat", "direction = 'in' and channel = 'chat'"),
  form: messages("form", "direction = 'in' and channel = 'form'"),
  reply: messages("reply", "direction = 'out' and kind = 'message'"),
  customer: "select value as mark from customers.trait where key = 'name' and value like '[customer-%'",
  merge: "select a_leaf || ' ' || b_leaf as mark from customers.edge where by_kind = 'staff'",
  unmerge:
    "select a_leaf || ' ' || b_leaf as mark from customers.edge where by_kind = 'staff' and undone_at is not null",
};

function messages(kind: Kind, where: string): string {
  return `select substring(text from '\\[${kind}-\\d+\\]') as mark from conversations.message where ${where}`;
}

/** Is everything of a kind there as often as it was acknowledged; what a client went away from at most once? */
export async function thereOnce({ pool, ledger }: Trial, kind: Kind): Promise<string[]> {
  const { rows } = await pool.query<{ mark: string | null; count: string }>(
    `select mark, count(*) from (${found[kind]}) as t where mark is not null group by mark`,
  );
  const counts = new Map(rows.map((row) => [row.mark, Number(row.count)]));
  const expected = new Map<string, { least: number; most: number }>();
  for (const { marks, state, kind: of } of ledger.entries) {
    if (of !== kind) continue;
    for (const mark of marks) {
      const { least, most } = expected.get(mark) ?? { least: 0, most: 0 };
      expected.set(mark, {
        least: least + (state === "acknowledged" ? 1 : 0),
        most: most + (state === "refused" ? 0 : 1),
      });
    }
  }
  const faults = [...expected].flatMap(([mark, { least, most }]) => {
    const count = counts.get(mark) ?? 0;
    if (count < least) return [`${mark} was acknowledged and is there ${count} times of ${least}`];
    return count > most ? [`${mark} is there ${count} times, sent ${most} times`] : [];
  });
  const strange = [...counts.keys()].filter((mark) => mark !== null && !expected.has(mark));
  return [...faults, ...strange.map((mark) => `${mark} is there and was never sent`)];
}

/** Every row of a file has its bytes, and everything that a message holds on to is there. */
export async function intakeAgrees({ pool }: Trial): Promise<string[]> {
  const { rows } = await pool.query<{ seen: string; events: string }>(
    `select (select count(*) from customers.intake_seen) as seen,
       (select count(*) from platform.event where name in ('track', 'page', 'identify')) as events`,
  );
  const { seen, events } = rows[0]!;
  return seen === events ? [] : [`${seen} message ids were claimed, ${events} events are there`];
}
