import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { hashToken } from "../../../platform/ids.ts";
import { db } from "../tables.ts";

const MOST = 10;
const WINDOW_MS = 10 * 60_000;

const accountOf = (email: string): Buffer => hashToken(email.trim().toLowerCase());

/**
 * Count a try at an account's password before it is looked at; tries at one account wait for each other, in all processes.
 * Refuses the eleventh within ten minutes. An address that nobody has is counted like any other, so nothing is learnt.
 */
export async function countTry(ctx: Ctx, email: string): Promise<void> {
  const expired = sql<boolean>`wrong_try.since <= ${new Date(ctx.now.getTime() - WINDOW_MS)}`;
  const { tries, since } = await db(ctx)
    .insertInto("staff.wrong_try")
    .values({ account_hash: accountOf(email), since: ctx.now, tries: 1 })
    .onConflict((conflict) =>
      conflict.column("account_hash").doUpdateSet({
        tries: sql<number>`case when ${expired} then 1 else wrong_try.tries + 1 end`,
        since: sql<Date>`case when ${expired} then excluded.since else wrong_try.since end`,
      }),
    )
    .returning(["tries", "since"])
    .executeTakeFirstOrThrow();
  if (tries <= MOST) return;
  const left = since.getTime() + WINDOW_MS - ctx.now.getTime();
  throw new Refusal("too_many_requests", { retryAfter: Math.max(1, Math.ceil(left / 1000)) });
}

/** The password was right, or is a new one: what was tried before no longer counts. */
export async function forgetTries(ctx: Ctx, email: string): Promise<void> {
  await db(ctx).deleteFrom("staff.wrong_try").where("account_hash", "=", accountOf(email)).execute();
}

/** Remove counts whose time has passed. */
export async function sweepTries(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - WINDOW_MS);
  await db(ctx).deleteFrom("staff.wrong_try").where("since", "<", before).execute();
}
