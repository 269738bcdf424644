import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLog } from "./log.ts";
import { openHouse } from "./open-house.ts";
import { BadSetting, readSettings } from "./settings.ts";

const other = createServer();
beforeAll(() => new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve)));
afterAll(() => void other.close());
const taken = () => String((other.address() as { port: number }).port);

test.each([
  [
    "a port that another program has",
    () => ({ PORT: taken() }),
    /^PORT: another program listens on 127\.0\.0\.1:\d+ already/,
  ],
  [
    "an address of another machine",
    () => ({ PORT: "0", HOST: "192.0.2.1" }),
    /^HOST: 192\.0\.2\.1 is no address of this/,
  ],
])("%s is told in words that name the setting, before anything is begun", async (_, environment, words) => {
  let begun = false;
  const opening = openHouse({
    settings: readSettings([], environment()),
    log: makeLog("silent"),
    rooms: [],
    databaseUrl: "postgresql://nobody@127.0.0.1:9/none",
    filesDir: tmpdir(),
    before: async () => {
      begun = true;
    },
  });
  const thrown = await opening.then(
    (open) => open.close(),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(BadSetting);
  expect((thrown as BadSetting).message).toMatch(words);
  expect(begun).toBe(false);
});
