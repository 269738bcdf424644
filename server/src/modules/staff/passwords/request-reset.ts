import { z } from "zod";
import type { Ctx } from "../../../platform/ctx.ts";
import { job, task } from "../../../platform/jobs.ts";
import { db } from "../tables.ts";
import { mailReset } from "./mail-link.ts";

const MOST_AN_HOUR = 3;
const Address = z.string().trim().toLowerCase().pipe(z.email());

/** Ask for a link to set a new password. Whether anybody has this address is looked up later, by a job, so nothing shows. */
export async function requestReset(ctx: Ctx, { email }: { email: string }): Promise<Record<string, never>> {
  const address = Address.safeParse(email);
  if (address.success) await job(ctx, "staff-reset", { email: address.data, id: ctx.id() });
  return {};
}

async function sendReset(ctx: Ctx, email: string, id: string): Promise<void> {
  const member = await db(ctx)
    .selectFrom("staff.member")
    .select(["id", "name", "email", "locale"])
    .where("email", "=", email)
    .where("active", "=", true)
    .forUpdate()
    .executeTakeFirst();
  if (!member) return;
  // A link lives for an hour, so those alive are those of the last hour.
  const alive = await db(ctx)
    .selectFrom("staff.link")
    .select("token_hash")
    .where("member_id", "=", member.id)
    .where("purpose", "=", "reset")
    .where("expires_at", ">", ctx.now)
    .execute();
  if (alive.length < MOST_AN_HOUR) await mailReset(ctx, member, id);
}

export const resetTask = task<{ email: string; id: string }>("staff-reset", (house, { email, id }) =>
  house.run({ kind: "system", name: "staff" }, (ctx) => sendReset(ctx, email, id)),
);
