import pg from "pg";

/**
 * May the demo run on this database? Only where the demo company lives already, or nobody does. A real company's
 * installation never shows the demo's sign-ins, token or mailbox, however it is started.
 */
export async function demoMayLive(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: "splot start" });
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>(
      `select not exists (select from staff.member)
         or exists (select from platform.company_event where name = 'demo.seeded') as free`,
    );
    return rows[0]?.free === true;
  } finally {
    await client.end();
  }
}
