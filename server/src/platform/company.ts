import { sql } from "kysely";
import type { Ctx } from "./ctx.ts";

/** The name of the company that this installation serves; what the settings say until its owner gave one. */
export async function companyName(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from platform.company`.execute(ctx.tx);
  return rows[0]?.name ?? ctx.settings.COMPANY;
}

/** Give the company its name. */
export async function setCompanyName(ctx: Ctx, name: string): Promise<void> {
  await sql`
    insert into platform.company (name) values (${name})
    on conflict (only_one) do update set name = excluded.name, version = company.version + 1`.execute(ctx.tx);
}
