import pg from "pg";

// The text of a value must not depend on how a server happens to be set up.
const settings = [
  "datestyle = 'ISO, YMD'",
  "intervalstyle = 'postgres'",
  "timezone = 'UTC'",
  "extra_float_digits = 1",
  "bytea_output = 'hex'",
  "client_encoding = 'UTF8'",
  "xmloption = 'content'",
  "statement_timeout = 0",
  "lock_timeout = 0",
  "idle_in_transaction_session_timeout = 0",
  "row_security = off",
];

/** Runs `work` in one transaction on a connection of its own, in which rows are written as text in one way only. */
export async function inTransaction<T>(
  url: string,
  begin: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "splot backup" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    for (const setting of settings) await client.query(`set ${setting}`);
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    // An open transaction ends with its connection.
    await client.end().catch(() => undefined);
  }
}
