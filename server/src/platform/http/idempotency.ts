import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { actorName, type Ctx } from "../ctx.ts";
import { Refusal } from "../errors.ts";

const NONCE = 12;
const TAG = 16;

/**
 * Do it once for each key: a repeat waits for the first to commit and gets its answer. A refusal stores nothing, so it may
 * be tried again with the same key. A key used for another request is refused. (IETF draft "The Idempotency-Key HTTP
 * Header Field".) Requests and answers may hold passwords and tokens, so what is kept is readable only with the key, and
 * of the key only the hash is kept.
 */
export async function once<T extends object>(
  ctx: Ctx,
  callId: string,
  key: string,
  input: unknown,
  op: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const scope = `${callId} ${actorName(ctx.actor)}`;
  const stored = createHash("sha256").update(key).digest("base64url");
  const fingerprint = createHmac("sha256", key).update(JSON.stringify(input)).digest("base64url");
  const claimed = await sql`
    insert into platform.idempotency (scope, key, fingerprint, at) values (${scope}, ${stored}, ${fingerprint}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx);
  if (claimed.numAffectedRows === 0n) {
    const { rows } = await sql<{ fingerprint: string; body: string }>`
      select fingerprint, body from platform.idempotency where key = ${stored} and scope = ${scope}`.execute(ctx.tx);
    if (rows[0]?.fingerprint !== fingerprint) throw new Refusal("idempotency_key_reused");
    return JSON.parse(unseal(key, rows[0].body));
  }
  const answer = await op();
  if (answer instanceof Refusal) {
    await sql`delete from platform.idempotency where key = ${stored} and scope = ${scope}`.execute(ctx.tx);
    return answer;
  }
  await sql`
    update platform.idempotency set status = 200, body = ${JSON.stringify(seal(key, JSON.stringify(answer)))}
    where key = ${stored} and scope = ${scope}`.execute(ctx.tx);
  return answer;
}

const secretOf = (key: string): Buffer => Buffer.from(hkdfSync("sha256", key, "", "splot idempotency", 32));

/** AES-256-GCM under a key derived from the request's own. */
function seal(key: string, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", secretOf(key), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

function unseal(key: string, stored: string): string {
  const bytes = Buffer.from(stored, "base64");
  const cipher = createDecipheriv("aes-256-gcm", secretOf(key), bytes.subarray(0, NONCE));
  cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString("utf8");
}
