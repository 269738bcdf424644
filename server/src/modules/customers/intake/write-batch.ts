import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal, sqlState } from "../../../platform/errors.ts";
import type { House } from "../../../platform/house.ts";
import { insertEvents } from "../../../platform/insert-events.ts";
import { settleLater } from "../merging/settle-later.ts";
import { resolveFacts } from "../resolve-batch.ts";
import type { Delivery, Refused } from "./delivery.ts";
import { textToKeep } from "./json-text.ts";
import { learnTraits } from "./learn-traits.ts";
import { isHeld, setAside } from "./set-aside.ts";
import type { Signal } from "./signal.ts";

const actor = { kind: "system", name: "intake" } as const;

/** An event to be taken in, with where it came from. */
export type Line = { readonly signal: Signal; readonly sourceId: string; readonly trusted: boolean };

/** A value that PostgreSQL does not take, or our own code does not: the fault of one event, not of the group nor the surroundings. */
export const isUnfit = (error: unknown): boolean =>
  /^(?:22|23|54)/.test(sqlState(error) ?? "") ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof SyntaxError ||
  error instanceof Refusal;

/**
 * Commit what some requests brought; answers those that are to come again, as there is no room to set them aside. What one
 * event spoils is tried again in halves, until that one stands alone and is set aside.
 */
export async function writeBatch(house: House, deliveries: readonly Delivery[]): Promise<ReadonlySet<Delivery>> {
  const lines = deliveries.flatMap(({ source, signals }) =>
    source ? signals.map((signal) => ({ signal, sourceId: source.id, trusted: source.trusted })) : [],
  );
  try {
    const { taken, aside } = await house.run(actor, async (ctx) => ({
      taken: await takeIn(ctx, lines),
      aside: await setAside(ctx, deliveries),
    }));
    house.metrics.intake.inc({ outcome: "taken" }, taken);
    house.metrics.intake.inc({ outcome: "repeated" }, lines.length - taken);
    house.metrics.intake.inc({ outcome: "refused" }, aside.kept);
    house.metrics.intake.inc({ outcome: "dropped" }, aside.dropped);
    for (const { refused } of aside.away) house.metrics.intake.inc({ outcome: "turned_away" }, refused.length);
    if (aside.dropped + aside.away.size > 0) complain(house, deliveries);
    return aside.away;
  } catch (error) {
    if (!isUnfit(error)) throw error;
    const [only] = deliveries;
    if (only && deliveries.length === 1 && (isHeld(only) || only.signals.length + only.refused.length === 1))
      return writeAlone(house, only, error);
    const [first, second] = halves(deliveries);
    return new Set([...(await writeBatch(house, first)), ...(await writeBatch(house, second))]);
  }
}

const SAY_AGAIN_MS = 60_000;
let said = Number.NEGATIVE_INFINITY;

/** Says once a minute at most what is the same for thousands of requests. */
function complain(house: House, deliveries: readonly Delivery[]): void {
  if (performance.now() - said < SAY_AGAIN_MS) return;
  said = performance.now();
  const writeKeys = [...new Set(deliveries.filter(({ refused }) => refused.length > 0).map((d) => d.writeKey))];
  house.log.error(
    { writeKeys: writeKeys.slice(0, 10) },
    "the quarantine of events is full: look at the rejected events",
  );
}

/** Claim each (source, message id), then identities, then the log: what was not newly claimed goes no further. */
export async function takeIn(ctx: Ctx, lines: readonly Line[]): Promise<number> {
  const fresh = await claim(ctx, lines);
  if (fresh.length === 0) return 0;
  const { leaves, changed } = await resolveFacts(
    ctx,
    fresh.map(({ signal, trusted }) => ({
      at: signal.at,
      trusted,
      forwarded: signal.forwarded,
      ...(signal.anonymousId === undefined ? {} : { anonymousId: signal.anonymousId }),
      ...(signal.userId === undefined ? {} : { userId: signal.userId }),
      ...(signal.previousId === undefined ? {} : { previousId: signal.previousId }),
    })),
  );
  await insertEvents(
    ctx,
    fresh.map(({ signal }, i) => ({
      customerId: leaves[i]!,
      at: signal.at,
      name: signal.kind,
      channel: signal.channel,
      data: signal.data,
    })),
  );
  const named = await learnTraits(
    ctx,
    fresh.map(({ signal }, i) => ({ signal, leafId: leaves[i]! })),
  );
  await settleLater(ctx, ...new Set([...changed, ...named]));
  for (const leaf of new Set(leaves)) ctx.hint(`customer:${leaf}`);
  return fresh.length;
}

/** The lines that nobody took in before, the first of each (source, message id). Claimed in one order, so that two groups cannot deadlock. */
async function claim(ctx: Ctx, lines: readonly Line[]): Promise<Line[]> {
  const first = new Map<string, Line>();
  for (const line of lines) {
    const key = `${line.signal.messageId}\n${line.sourceId}`;
    if (!first.has(key)) first.set(key, line);
  }
  const keys = [...first.keys()].sort();
  const ordered = keys.map((key) => first.get(key)!);
  const { rows } = await sql<{ message_id: string; source_id: string }>`
    insert into customers.intake_seen (message_id, source_id, seen_at)
    select m, s, ${ctx.now} from unnest(${ordered.map((l) => l.signal.messageId)}::text[], ${ordered.map((l) => l.sourceId)}::uuid[]) as t (m, s)
    on conflict do nothing
    returning message_id, source_id`.execute(ctx.tx);
  const claimed = new Set(rows.map((row) => `${row.message_id}\n${row.source_id}`));
  return keys.filter((key) => claimed.has(key)).map((key) => first.get(key)!);
}

/** The one event that cannot be written is kept for a person to look at. */
async function writeAlone(house: House, delivery: Delivery, error: unknown): Promise<ReadonlySet<Delivery>> {
  const [signal] = delivery.signals;
  if (!signal) throw error;
  house.log.error({ err: error }, "an event could not be written and is set aside");
  return writeBatch(house, [{ ...delivery, signals: [], refused: [unwritable(signal, error)] }]);
}

/** What is kept of an event that cannot be written. */
function unwritable({ kind: type, anonymousId, traits, data }: Signal, error: unknown): Refused {
  return {
    rejection: { reason: "not_storable", detail: String(error).slice(0, 500) },
    kept: textToKeep({ type, anonymousId, traits, ...data }),
  };
}

/** The same deliveries as two lists of half the events each; those that are held stay whole, for they are answered as one. */
function halves(deliveries: readonly Delivery[]): [Delivery[], Delivery[]] {
  const single = deliveries.flatMap((d) =>
    isHeld(d)
      ? [d]
      : [
          ...d.signals.map((signal) => ({ ...d, signals: [signal], refused: [] })),
          ...d.refused.map((refused) => ({ ...d, signals: [], refused: [refused] })),
        ],
  );
  const middle = Math.ceil(single.length / 2);
  return [single.slice(0, middle), single.slice(middle)];
}
