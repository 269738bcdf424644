import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import type { House } from "../../../platform/house.ts";
import { job, task } from "../../../platform/jobs.ts";
import { release } from "./quarantine.ts";
import { readSignal } from "./read-signal.ts";
import { isRejection, type Kind, type Rejection } from "./signal.ts";
import { db } from "./tables.ts";
import { isUnfit, type Line, takeIn } from "./write-batch.ts";

const actor = { kind: "system", name: "intake" } as const;
const CHUNK = 500;
/** Reasons that end when the key gets a source, or its source is switched on. */
export const waiting = ["unknown_write_key", "source_off"];

type Held = { id: string; at: Date; event: unknown; kind: Kind | null; write_key: string; bytes: number };

/**
 * Take in what was set aside under this key, now that a source takes its events; it is done in the background, oldest first,
 * and each event once, whatever its sender sent again meanwhile. Refuses `no_source` where none takes events of the key.
 */
export async function replayRejected(ctx: Ctx, { writeKey }: { writeKey: string }): Promise<Record<string, never>> {
  if (!(await sourceFor(ctx, writeKey))) throw new Refusal("no_source");
  await job(ctx, "replay-rejected", { writeKey }, { key: `replay-rejected:${writeKey}` });
  return {};
}

const sourceFor = (ctx: Ctx, writeKey: string) =>
  db(ctx)
    .selectFrom("customers.source")
    .select(["id", "trusted"])
    .where("write_key", "=", writeKey)
    .where("active", "=", true)
    .executeTakeFirst();

/** Goes through what waits under a key; what turns out to be faulty stays on the list with its own reason. */
export const replayTask = task<{ writeKey: string }>("replay-rejected", async (house, { writeKey }) => {
  for (;;) {
    const ids = await house.run(actor, async (ctx) => {
      const { rows } = await sql<{ id: string }>`
        select id from customers.rejected_event where write_key = ${writeKey} and reason = any(${waiting})
        order by at, id limit ${CHUNK}`.execute(ctx.tx);
      return rows.map((row) => row.id);
    });
    if (ids.length === 0 || !(await replaySome(house, writeKey, ids))) return;
  }
});

/** In one transaction: taken in and off the list, or neither. False when the key's source is gone meanwhile. */
async function replaySome(house: House, writeKey: string, ids: readonly string[]): Promise<boolean> {
  try {
    return await house.run(actor, (ctx) => replay(ctx, writeKey, ids));
  } catch (error) {
    if (!isUnfit(error)) throw error;
    if (ids.length > 1) {
      const middle = Math.ceil(ids.length / 2);
      return (
        (await replaySome(house, writeKey, ids.slice(0, middle))) && replaySome(house, writeKey, ids.slice(middle))
      );
    }
    house.log.error({ err: error }, "an event that was set aside could not be written");
    await house.run(actor, (ctx) =>
      restate(ctx, ids[0]!, { reason: "not_storable", detail: String(error).slice(0, 500) }),
    );
    return true;
  }
}

async function replay(ctx: Ctx, writeKey: string, ids: readonly string[]): Promise<boolean> {
  const source = await sourceFor(ctx, writeKey);
  if (!source) return false;
  const { rows } = await sql<Held>`
    select id, at, event, kind, write_key, bytes from customers.rejected_event
    where id = any(${ids}::uuid[]) and reason = any(${waiting}) order by id for update`.execute(ctx.tx);
  const lines: Line[] = [];
  const done: Held[] = [];
  for (const row of rows) {
    const read = readSignal(row.event, row.kind ?? undefined, row.at);
    if (isRejection(read)) await restate(ctx, row.id, read);
    else {
      lines.push({ signal: read, sourceId: source.id, trusted: source.trusted });
      done.push(row);
    }
  }
  await takeIn(ctx, lines);
  await sql`delete from customers.rejected_event where id = any(${done.map(({ id }) => id)}::uuid[])`.execute(ctx.tx);
  await release(ctx, done);
  return true;
}

async function restate(ctx: Ctx, id: string, { reason, detail }: Rejection): Promise<void> {
  await db(ctx).updateTable("customers.rejected_event").set({ reason, detail }).where("id", "=", id).execute();
  ctx.hint("rejected");
}
