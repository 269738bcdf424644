import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "../test/empty-database.ts";

const program = fileURLToPath(new URL("main.ts", import.meta.url));

/** Start the program on an empty database; answers it and its words up to these. */
async function startUntil(words: string) {
  const folder = await mkdtemp(join(tmpdir(), "splot-main-"));
  const env = { ...process.env, DATABASE_URL: await emptyDatabase(), PORT: "0", SMTP_PORT: "off", LOG_LEVEL: "info" };
  const child = spawn(process.execPath, [program, "--empty", "--data", folder], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });
  for (let said = ""; !said.includes(words); ) said += String((await once(child.stdout, "data"))[0]);
  return child;
}

test("it stops in order also when nobody reads its words any more, as behind `| head`", async () => {
  const child = await startUntil("is ready");
  child.stdout.destroy();
  child.stderr.destroy();
  const ended = once(child, "exit");
  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});

test("it stops in order also when it is told so while it starts", async () => {
  const child = await startUntil("Connecting");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
