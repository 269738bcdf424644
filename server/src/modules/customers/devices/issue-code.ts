import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { hashToken, newDigits } from "../../../platform/ids.ts";
import { claim } from "../identifiers/claim.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db } from "../tables.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const VALID_MS = 10 * MINUTE_MS;
const PER_HOUR = 5;

/** Device and value belong to the hash, so that six digits in a stolen table say little about another device's code. */
export const hashOfCode = (deviceId: string, { ns, value }: Identifier, code: string): Buffer =>
  hashToken(`${deviceId} ${ns}:${value} ${code}`);

/**
 * A code of six digits to be sent to the address, good for ten minutes; only the newest counts. Null when the address or
 * the device must wait: one a minute and five an hour for each. The address is a claim of the device's leaf from now on.
 */
export async function issueCode(ctx: Ctx, deviceId: string, identifier: Identifier): Promise<string | null> {
  const device = await db(ctx)
    .selectFrom("customers.device")
    .select("leaf_id")
    .where("id", "=", deviceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Locks the identifier as well, so that the count below cannot be outrun from several devices.
  await claim(ctx, device.leaf_id, identifier, "typed");
  const hourAgo = new Date(ctx.now.getTime() - HOUR_MS);
  const { rows } = await sql<{ sent: number; last: Date | null }>`
    select count(*)::int as sent, max(sent_at) as last from customers.code where device_id = ${deviceId} and sent_at > ${hourAgo}
    union all
    select count(*)::int, max(sent_at) from customers.code
      where ns = ${identifier.ns} and value = ${identifier.value} and sent_at > ${hourAgo}`.execute(ctx.tx);
  if (rows.some((row) => row.sent >= PER_HOUR || (row.last && ctx.now.getTime() - row.last.getTime() < MINUTE_MS)))
    return null;
  await db(ctx)
    .deleteFrom("customers.code")
    .where("device_id", "=", deviceId)
    .where("sent_at", "<=", hourAgo)
    .execute();
  const code = newDigits();
  await db(ctx)
    .insertInto("customers.code")
    .values({
      device_id: deviceId,
      ...identifier,
      sent_at: ctx.now,
      code_hash: hashOfCode(deviceId, identifier, code),
      expires_at: new Date(ctx.now.getTime() + VALID_MS),
    })
    .execute();
  return code;
}
