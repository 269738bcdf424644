import { sql } from "kysely";
import type { House } from "./house.ts";

/**
 * Do work that only one process on the database may do at a time, such as making a company. The others wait; their work
 * begins by looking whether it is done. Holds a connection of its own meanwhile; whoever dies lets go.
 */
export const alone = <T>(house: Pick<House, "db">, key: number, work: () => Promise<T>): Promise<T> =>
  house.db.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(${key})`.execute(db);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(db);
    }
  });
