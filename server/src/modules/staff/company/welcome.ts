import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import { companyName } from "../../../platform/company.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db, photoOf } from "../tables.ts";
import { hasMembers } from "./has-members.ts";

type Welcome = z.output<typeof contract.welcome.output>;

/** What the sign-in page shows. Only a demo lists people, and only those whom the demo itself made. */
export async function welcome(ctx: Ctx): Promise<Welcome> {
  const demo = ctx.settings.demo ? await demoPeople(ctx) : [];
  return { company: await companyName(ctx), setUp: await hasMembers(ctx), demo };
}

async function demoPeople(ctx: Ctx): Promise<Welcome["demo"]> {
  const rows = await db(ctx)
    .selectFrom("staff.demo_person as d")
    .innerJoin("staff.member as m", "m.id", "d.member_id")
    .select(["m.id", "m.name", "m.email", "m.role", "m.photo_file_id", "d.password"])
    .where("m.active", "=", true)
    .orderBy("m.id")
    .execute();
  return rows.map((row) => ({
    name: row.name,
    email: row.email,
    role: row.role,
    password: row.password,
    photo: photoOf(row),
  }));
}
