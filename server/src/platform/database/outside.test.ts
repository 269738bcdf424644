import { expect, inject, it } from "vitest";
import { emptyDatabase } from "../../../test/empty-database.ts";
import { silentLog } from "./log.ts";
import { checkServer, type ServerFacts } from "./outside.ts";
import { startDatabase } from "./start.ts";

const start = (outsideUrl: string) => startDatabase({ outsideUrl, dataDir: "/nonexistent", log: silentLog });
const sound: ServerFacts = { versionNumber: 150_000, version: "15.0", encoding: "UTF8" };

it("takes an outside server as it is and leaves it running", async () => {
  const url = await emptyDatabase();
  const database = await start(url);
  expect(database.url).toBe(url);
  await database.stop();
  await (await start(url)).stop();
});

it("refuses a database of another encoding", async () => {
  const url = await emptyDatabase("encoding 'SQL_ASCII' locale_provider libc locale 'C'");
  await expect(start(url)).rejects.toMatchObject({ code: "database_encoding" });
});

it("refuses a server older than 15", () => {
  expect(() => checkServer(sound)).not.toThrow();
  expect(() => checkServer({ ...sound, versionNumber: 140_020, version: "14.20" })).toThrow(
    expect.objectContaining({ code: "database_version_unsupported", message: expect.stringContaining("14.20") }),
  );
});

it.each([
  ["a wrong password", () => inject("databaseUrl").replace(/:[^:@]+@/, ":s3cret@")],
  ["a database that does not exist", () => inject("databaseUrl").replace(/\/\w+$/, "/nowhere")],
  ["a port where nothing listens", () => "postgres://splot:s3cret@127.0.0.1:1/splot"],
  ["text that is no address", () => "postgres://splot:s3cret@[/"],
])("says that it cannot be used, without the password: %s", async (_name, url) => {
  const failure: Error = await start(url()).then(
    () => expect.unreachable(),
    (error) => error,
  );
  expect(failure).toMatchObject({ code: "database_unreachable" });
  expect(failure.message).not.toContain("s3cret");
});
