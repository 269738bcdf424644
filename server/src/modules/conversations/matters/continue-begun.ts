import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { leavesOf, lockPerson, visibleLeaves } from "../../customers/index.ts";
import { findMatter, partsOf } from "../find.ts";
import type { Ref } from "../tables.ts";
import { continuedMatter } from "./continued-matter.ts";
import { joinInto } from "./join.ts";

interface Device {
  readonly id: string;
  readonly leafId: string;
}

/** What was going on on a device before something was proved there. */
export interface Begun {
  /** The leaves of its person, and those of them that are opened to it. */
  readonly leafIds: readonly string[];
  readonly opened: readonly string[];
  readonly matter: Ref | null;
}

/** What is begun on this device, to be asked before a proof. */
export const begunOn = async (ctx: Ctx, { id, leafId }: Device): Promise<Begun> => ({
  leafIds: await leavesOf(ctx, leafId),
  opened: await visibleLeaves(ctx, id),
  matter: await continuedMatter(ctx, leafId, ctx.now),
});

/**
 * The proof on a device has told whose talk it is: what was begun there goes on in the matter that this person has had going
 * on, as if the proof had come first, and the younger of the two is read as part of the older. Only what was said on this
 * very device, and only with matters that this proof brought to the person or opened to the device; an undone merge takes it
 * back (`part-threads`).
 */
export async function continueBegun(ctx: Ctx, device: Device, before: Begun): Promise<void> {
  const opened = (await visibleLeaves(ctx, device.id)).filter((id) => !before.opened.includes(id));
  const leafIds = await leavesOf(ctx, device.leafId);
  const fresh = leafIds.filter((id) => !before.leafIds.includes(id) || opened.includes(id));
  if (before.matter === null || fresh.length === 0) return;
  await lockPerson(ctx, device.leafId);
  const going = await continuedMatter(ctx, device.leafId, ctx.now, fresh);
  if (going === null || !(await isAllSaidOn(ctx, device.id, before.matter))) return;
  const [begun, other] = [await findMatter(ctx, before.matter), await findMatter(ctx, going)];
  const isOlder = begun.opened_at < other.opened_at;
  await joinInto(ctx, isOlder ? begun : other, isOlder ? other : begun, true);
}

async function isAllSaidOn(ctx: Ctx, deviceId: string, matter: Ref): Promise<boolean> {
  const parts = await partsOf(ctx, matter);
  const { rows } = await sql`
    select 1 from conversations.message
    where customer_id = any(${[...new Set(parts.map((part) => part.customerId))]}::uuid[])
      and matter_id = any(${parts.map((part) => part.id)}::uuid[])
      and direction = 'in' and (ns is distinct from 'device' or value is distinct from ${deviceId}) limit 1`.execute(
    ctx.tx,
  );
  return rows.length === 0;
}
