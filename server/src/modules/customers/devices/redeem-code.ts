import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { sameSecret } from "../../../platform/ids.ts";
import { prove } from "../identifiers/prove.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { settlePeople } from "../merging/settle-people.ts";
import { db } from "../tables.ts";
import { hashOfCode } from "./issue-code.ts";

const ATTEMPTS = 5;

/**
 * Prove an identifier on a device by the code that was sent to it; null when that succeeded. A code works once. The refusal
 * `code_wrong` is answered, not thrown, for a wrong try must be counted: the operation returns it on. `code_expired` after
 * ten minutes, after five wrong tries or where no code is on its way.
 */
export async function redeemCode(
  ctx: Ctx,
  deviceId: string,
  identifier: Identifier,
  code: string,
): Promise<Refusal | null> {
  const device = await db(ctx)
    .selectFrom("customers.device")
    .select("leaf_id")
    .where("id", "=", deviceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const row = await db(ctx)
    .selectFrom("customers.code")
    .selectAll()
    .where("device_id", "=", deviceId)
    .where("ns", "=", identifier.ns)
    .where("value", "=", identifier.value)
    .orderBy("sent_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row || row.expires_at <= ctx.now || row.attempts >= ATTEMPTS) return new Refusal("code_expired");
  const right = sameSecret(row.code_hash, hashOfCode(deviceId, identifier, code));
  await db(ctx)
    .updateTable("customers.code")
    .set(right ? { expires_at: ctx.now } : { attempts: row.attempts + 1 })
    .where("device_id", "=", deviceId)
    .where("ns", "=", identifier.ns)
    .where("value", "=", identifier.value)
    .where("sent_at", "=", row.sent_at)
    .execute();
  if (!right) return new Refusal("code_wrong");
  await prove(ctx, device.leaf_id, identifier, { how: "code", ref: deviceId, deviceId });
  // Not left to the background: whether the identifier is one person's decides what the device sees in its next reading.
  await settlePeople(ctx, [device.leaf_id]);
  return null;
}
