import { type Database, type EmbeddedOptions, superviseDatabase } from "./embedded/supervise.ts";
import { checkOutsideDatabase } from "./outside.ts";

export interface StartOptions extends EmbeddedOptions {
  /** The address of a PostgreSQL that is not ours (`DATABASE_URL`); then `dataDir` is not touched. */
  outsideUrl?: string | undefined;
}

/**
 * Gives the database to work on: the one at `outsideUrl` after a check, else our own PostgreSQL on `dataDir`, which is
 * restarted when it is lost. Throws a `DatabaseFault`.
 */
export async function startDatabase(options: StartOptions): Promise<Database> {
  if (!options.outsideUrl) return superviseDatabase(options);
  await checkOutsideDatabase(options.outsideUrl);
  return { url: options.outsideUrl, adopted: true, stop: async () => undefined };
}
