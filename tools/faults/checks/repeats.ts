import { drain } from "../drain.ts";
import type { Trial } from "../trial.ts";
import { contentTables, difference, fingerprints } from "./tables.ts";

/** Mails of one sender beyond ten a minute are taken for a loop, so of each kind only some are sent once more. */
const MOST = { event: 150, mail: 25, other: 60 };
const AT_ONCE = 8;

/** Sends a part of everything acknowledged once more, all at once: answers are the first ones, and no row changes. */
export async function repeatsChangeNothing(trial: Trial): Promise<string[]> {
  const { ledger, pool } = trial;
  const tables = await contentTables(pool);
  const before = await fingerprints(pool, tables);
  const complained = ledger.complaints.length;
  const chosen = [...Map.groupBy(ledger.entries, (entry) => entry.kind)].flatMap(([kind, all]) => {
    const most = kind === "event" || kind === "mail" ? MOST[kind] : MOST.other;
    return trial.random.shuffle(all.filter(({ state }) => state === "acknowledged")).slice(0, most);
  });
  const waiting = trial.random.shuffle(chosen);
  const worker = async (): Promise<void> => {
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) await ledger.repeat(entry);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const left = await drain(trial);
  const after = await fingerprints(pool, tables);
  console.log(`  (${chosen.length} requests were sent once more)`);
  return [...left, ...ledger.complaints.slice(complained), ...difference(before, after)];
}
