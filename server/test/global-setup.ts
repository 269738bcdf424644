import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate, startDatabase } from "../src/platform/database/index.ts";
import { silentLog } from "../src/platform/database/log.ts";
import { removeScratch, scratchFolder, sweepScratch } from "./scratch.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the server's own database, to make others from. */
    databaseUrl: string;
    /** The name of the database with every migration applied, to clone per test file. */
    templateDatabase: string;
  }
}

const templateDatabase = "splot_template";

/** Starts one database server for the whole run and builds the template; the returned function removes both. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepScratch();
  const folder = await scratchFolder();
  const remove = () => removeScratch(folder);
  try {
    const database = await startDatabase({ dataDir: folder, log: silentLog, durable: false });
    await buildTemplate(database.url);
    project.provide("databaseUrl", database.url);
    project.provide("templateDatabase", templateDatabase);
    return async () => {
      await database.stop();
      await remove();
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function buildTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${templateDatabase}`);
    const address = new URL(url);
    address.pathname = `/${templateDatabase}`;
    await migrate(address.href);
    await client.query(`alter database ${templateDatabase} with is_template true allow_connections false`);
  } finally {
    await client.end();
  }
}
