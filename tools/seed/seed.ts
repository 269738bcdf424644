import { sql } from "kysely";
import { emitCompany } from "../../server/src/platform/events.ts";
import type { House } from "../../server/src/platform/house.ts";
import { type Company, makeCompany } from "./company.ts";
import { makeCustomer, writeViews } from "./history.ts";
import { makeRandom } from "./random.ts";

declare module "../../server/src/platform/events.ts" {
  interface CompanyEventTypes {
    /** A part of the demo company's history is in place. */
    "demo.seeded": { part: number; company?: Company; isWhole?: boolean };
  }
}

const CUSTOMERS = 1_000;
const PARTS = 50;
const actor = { kind: "system", name: "seed" } as const;

/**
 * Fill an empty installation with the demo company, by the product's own operations; the same people with the same past each
 * time. What an interrupted start left out is made up for by the next.
 */
export async function seed(house: House): Promise<void> {
  const done = await house.run(actor, async (ctx) => {
    const { rows } = await sql<{ data: { part: number; company?: Company } }>`
      select data from platform.company_event where name = 'demo.seeded'`.execute(ctx.tx);
    return rows.map((row) => row.data);
  });
  if (done.length === 0 && (await isTaken(house))) return;
  const company = done.find((part) => part.company !== undefined)?.company ?? (await found(house));
  const present = new Set(done.map((part) => part.part));
  const missing = Array.from({ length: PARTS }, (_, part) => part + 1).filter((part) => !present.has(part));
  // One after the other, so that matters have the same numbers each time.
  for (const part of missing) await fill(house, company, part);
  await sql`analyze`.execute(house.db);
  await house.run(actor, (ctx) => emitCompany(ctx, "demo.seeded", { part: PARTS + 1, isWhole: true }));
}

/** Somebody's own company lives here already; the demo has no business in it. */
async function isTaken(house: House): Promise<boolean> {
  const { rows } = await sql`select 1 from staff.member limit 1`.execute(house.db);
  return rows.length > 0;
}

const found = (house: House): Promise<Company> =>
  house.run(
    actor,
    async (ctx) => {
      const company = await makeCompany(ctx);
      await emitCompany(ctx, "demo.seeded", { part: 0, company });
      return company;
    },
    { history: true },
  );

/** One part of the customers, in one transaction: all of it or nothing. */
const fill = (house: House, company: Company, part: number): Promise<void> =>
  house.run(
    actor,
    async (ctx) => {
      const random = makeRandom(part * 7_919);
      const size = CUSTOMERS / PARTS;
      const views = [];
      for (let i = 1; i <= size; i++) views.push(...(await makeCustomer(ctx, random, company, (part - 1) * size + i)));
      await writeViews(ctx, views);
      await emitCompany(ctx, "demo.seeded", { part });
    },
    { history: true },
  );
