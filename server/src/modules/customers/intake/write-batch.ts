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
import type { Signal } from "./signal.ts";

const actor = { kind: "system", name: "intake" } as const;

type Line = { readonly signal: Signal; readonly sourceId: string; readonly trusted: boolean };
type Out = Refused & { readonly sourceId: string | null; readonly writeKey: string };

/** A value that PostgreSQL does not take, or our own code does not: the fault of one event, not of the group nor the surroundings. */
const isUnfit = (error: unknown): boolean =>
  /^(?:22|23|54)/.test(sqlState(error) ?? "") ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof SyntaxError ||
  error instanceof Refusal;

/** Commit what some requests brought. What one event spoils is tried again in halves, until that one stands alone and is set aside. */
export async function writeBatch(house: House, deliveries: readonly Delivery[]): Promise<void> {
  const lines: Line[] = deliveries.flatMap(({ source, signals }) =>
    source ? signals.map((signal) => ({ signal, sourceId: source.id, trusted: source.trusted })) : [],
  );
  const refused: Out[] = deliveries.flatMap((d) =>
    d.refused.map((r) => ({ ...r, sourceId: d.source?.id ?? null, writeKey: d.writeKey })),
  );
  try {
    const taken = await house.run(actor, async (ctx) => {
      await keepRefused(ctx, refused);
      return takeIn(ctx, lines);
    });
    house.metrics.intake.inc({ outcome: "taken" }, taken);
    house.metrics.intake.inc({ outcome: "repeated" }, lines.length - taken);
    house.metrics.intake.inc({ outcome: "refused" }, refused.length);
  } catch (error) {
    if (!isUnfit(error)) throw error;
    if (lines.length + refused.length <= 1) await setAside(house, deliveries, error);
    else for (const half of halves(deliveries)) await writeBatch(house, half);
  }
}

/** Claim each (source, message id), then identities, then the log: what was not newly claimed goes no further. */
async function takeIn(ctx: Ctx, lines: readonly Line[]): Promise<number> {
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

async function keepRefused(ctx: Ctx, refused: readonly Out[]): Promise<void> {
  if (refused.length === 0) return;
  await sql`
    insert into customers.rejected_event (id, at, source_id, write_key, reason, detail, event)
    select id, ${ctx.now}, source_id, write_key, reason, detail, event::jsonb
    from unnest(${refused.map(() => ctx.id())}::uuid[], ${refused.map((r) => r.sourceId)}::uuid[], ${refused.map((r) => r.writeKey)}::text[],
      ${refused.map((r) => r.rejection.reason)}::text[], ${refused.map((r) => r.rejection.detail)}::text[],
      ${refused.map((r) => r.kept)}::text[]) as t (id, source_id, write_key, reason, detail, event)`.execute(ctx.tx);
  ctx.hint("rejected");
}

/** The one event that cannot be written is kept for a person to look at. */
async function setAside(house: House, deliveries: readonly Delivery[], error: unknown): Promise<void> {
  const delivery = deliveries.find(({ signals }) => signals.length > 0);
  const signal = delivery?.signals[0];
  if (!signal) throw error;
  house.log.error({ err: error }, "an event could not be written and is set aside");
  const { kind: type, anonymousId, traits, data } = signal;
  const out: Out = {
    rejection: { reason: "not_storable", detail: String(error).slice(0, 500) },
    kept: textToKeep({ type, anonymousId, traits, ...data }),
    sourceId: delivery.source?.id ?? null,
    writeKey: delivery.writeKey,
  };
  await house.run(actor, (ctx) => keepRefused(ctx, [out]));
  house.metrics.intake.inc({ outcome: "refused" });
}

/** The same deliveries as two lists of half the events each. */
function halves(deliveries: readonly Delivery[]): Delivery[][] {
  const single = deliveries.flatMap((d) => [
    ...d.signals.map((signal) => ({ ...d, signals: [signal], refused: [] })),
    ...d.refused.map((refused) => ({ ...d, signals: [], refused: [refused] })),
  ]);
  const middle = Math.ceil(single.length / 2);
  return [single.slice(0, middle), single.slice(middle)];
}
