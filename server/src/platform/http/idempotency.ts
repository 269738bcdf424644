import { createHash } from "node:crypto";
import { sql } from "kysely";
import { actorName, type Ctx } from "../ctx.ts";
import { Refusal } from "../errors.ts";

/**
 * Do it once for each key: a repeat waits for the first to commit and gets its answer. A refusal stores nothing, so it may
 * be tried again with the same key. A key used for another request is refused. (IETF draft "The Idempotency-Key HTTP
 * Header Field".)
 */
export async function once<T>(ctx: Ctx, callId: string, key: string, input: unknown, op: () => Promise<T>): Promise<T> {
  const scope = `${callId} ${actorName(ctx.actor)}`;
  const fingerprint = createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  const claimed = await sql`
    insert into platform.idempotency (scope, key, fingerprint, at) values (${scope}, ${key}, ${fingerprint}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx);
  if (claimed.numAffectedRows === 0n) {
    const { rows } = await sql<{ fingerprint: string; body: T }>`
      select fingerprint, body from platform.idempotency where key = ${key} and scope = ${scope}`.execute(ctx.tx);
    if (rows[0]?.fingerprint !== fingerprint) throw new Refusal("idempotency_key_reused");
    return rows[0].body;
  }
  const body = await op();
  await sql`update platform.idempotency set status = 200, body = ${JSON.stringify(body)} where key = ${key} and scope = ${scope}`.execute(
    ctx.tx,
  );
  return body;
}
