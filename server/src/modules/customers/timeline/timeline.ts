import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { fromCursor, toCursor } from "../../../platform/page.ts";
import { type EventKey, readEventLines, readEvents } from "../../../platform/read-events.ts";
import { memberNames, recordAccess } from "../../staff/index.ts";
import { memberIn } from "../member-in.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { type Fold, foldPages } from "./fold-pages.ts";

/** Entries that one page may read; a reader of one page a thousand times over gets a shorter page and goes on from there. */
const MOST_READ = 2_000;

/**
 * What happened to a person over all leaves, newest first. Views of the same page in a row are one entry with their
 * number; the cursor is the oldest entry read, so nothing is lost or shown twice.
 */
export async function timeline(
  ctx: Ctx,
  { customerId, cursor, limit }: z.output<typeof contract.timeline.input>,
): Promise<z.output<typeof contract.timeline.output>> {
  const leafIds = await leavesOf(ctx, customerId);
  const [at, id] = fromCursor(cursor, 2) ?? [];
  const { folds, more } = await readFolds(ctx, leafIds, at && id ? { at: new Date(at), id } : null, limit);
  await recordAccess(ctx, { customerId: leafIds[0]!, action: "viewed.timeline" });
  const last = folds.at(-1)?.oldest;
  return { items: await toEntries(ctx, folds), next: more && last ? toCursor([last.at, last.id]) : null };
}

/** At most `limit` folds, each complete unless the bound of reading was reached within it. */
async function readFolds(ctx: Ctx, leafIds: readonly string[], start: EventKey | null, limit: number) {
  const folds: Fold[] = [];
  let before = start;
  // Twice as many as asked for: one reading does where pages are looked at twice in a row on the average.
  for (let read = 0, size = 2 * limit + 1; ; size = Math.min(size * 4, MOST_READ - read)) {
    const lines = await readEventLines(ctx, leafIds, before, size);
    read += lines.length;
    foldPages(folds, lines);
    if (folds.length > limit) return { folds: folds.slice(0, limit), more: true };
    if (lines.length < size) return { folds, more: false };
    if (read >= MOST_READ) return { folds, more: true };
    before = lines.at(-1)!;
  }
}

async function toEntries(ctx: Ctx, folds: readonly Fold[]): Promise<contract.TimelineEntry[]> {
  const events = await readEvents(
    ctx,
    folds.map(({ newest }) => newest),
  );
  const names = await memberNames(
    ctx,
    [...events.values()].flatMap(({ actor }) => memberIn(actor) ?? []),
  );
  return folds.flatMap(({ newest, oldest, count }) => {
    const event = events.get(newest.id);
    if (!event) return [];
    const { name, channel, actor, data } = event;
    return {
      id: newest.id,
      leafId: newest.customerId,
      at: newest.at.toISOString(),
      name,
      channel,
      actor,
      actorName: names.get(memberIn(actor) ?? "")?.name ?? null,
      data,
      count,
      firstAt: oldest.at.toISOString(),
    };
  });
}
