import { inject, onTestFinished } from "vitest";
import { query } from "./database-process.ts";

let counter = 0;

/** Makes an empty database on the run's server for the length of one test, and returns its address. */
export async function emptyDatabase(options = ""): Promise<string> {
  const url = new URL(inject("databaseUrl"));
  const name = `empty_${process.pid}_${counter++}`;
  await query(inject("databaseUrl"), `create database ${name} template template0 ${options}`);
  onTestFinished(async () => {
    await query(inject("databaseUrl"), `drop database if exists ${name} with (force)`);
  });
  url.pathname = `/${name}`;
  return url.href;
}
