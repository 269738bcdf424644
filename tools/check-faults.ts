import { parseArgs } from "node:util";
import { badInput } from "./faults/bad/bad-input.ts";
import { customersReadAll, staffReadAll, timelinesTell } from "./faults/checks/api.ts";
import { intakeAgrees, thereOnce } from "./faults/checks/once.ts";
import { pointersAgree, recomputed } from "./faults/checks/people.ts";
import { repeatsChangeNothing } from "./faults/checks/repeats.ts";
import { unmergedAsBefore } from "./faults/checks/unmerge.ts";
import { connectionsFew, filesWhole, mailsOnce, nothingStuck } from "./faults/checks/work.ts";
import { drain } from "./faults/drain.ts";
import { type Kill, killForAWhile } from "./faults/kill.ts";
import { kinds } from "./faults/ledger.ts";
import type { Device } from "./faults/load/chats.ts";
import { load } from "./faults/load/load.ts";
import type { Exit, Product } from "./faults/product.ts";
import { Report, showKills, showSent } from "./faults/report.ts";
import { openTrial, type Trial } from "./faults/trial.ts";

const { values } = parseArgs({
  options: { seed: { type: "string" }, short: { type: "boolean" }, keep: { type: "boolean" } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const short = values.short === true;
console.log(`faults, ${short ? "short" : "long"} form, seed ${seed}`);

let product: Product | undefined;
process.on("exit", () => product?.end());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => {
    product?.end();
    product?.remove();
    process.exit(130);
  });

const report = new Report();
await report.run("the check itself went to its end", async () => {
  const trial = await openTrial(seed, short, (made) => {
    product = made;
  });
  await verify(trial, await chaos(trial));
  headline("bad input");
  await badInput(trial, report);
  const clean = await trial.product.stop();
  await Promise.all([trial.pool.end(), trial.sink.close()]);
  return clean ? [] : ["our process or its database did not stop when told to"];
});
product?.end();
if (report.failed === 0 && !values.keep) product?.remove();
else console.log(`\nkept: ${product?.folder} (product.log), seed ${seed}`);
console.log(`\n${report.passed} checks passed, ${report.failed} failed, ${(performance.now() / 1000).toFixed(0)} s`);
process.exit(report.failed > 0 ? 1 : 0);

function headline(words: string): void {
  console.log(`\n${words} (${(performance.now() / 1000).toFixed(0)} s)`);
}

/** Kills at random moments under load; answers the devices that took part. */
async function chaos(trial: Trial): Promise<readonly Device[]> {
  const kills: Kill[] = [];
  const working = load(trial);
  await killForAWhile(trial, short ? 40_000 : 200_000, (kill) => kills.push(kill));
  trial.closing = true;
  const devices = await working;
  headline("killed");
  showKills(kills);
  headline("sent");
  showSent(trial.ledger);
  return devices;
}

async function verify(trial: Trial, devices: readonly Device[]): Promise<void> {
  headline("afterwards");
  report.check("our process lives through the loss of the database", endings(trial.product.exits, false));
  report.check("a start on which the database is killed says so", endings(trial.product.exits, true));
  report.check("a repeat gets the first answer, and everything is answered", trial.ledger.complaints);
  await report.run("all jobs are done within a minute", () => drain(trial));
  for (const kind of kinds)
    await report.run(`every ${kind} that was acknowledged is there once`, () => thereOnce(trial, kind));
  await report.run("events and their directory agree", () => intakeAgrees(trial));
  await report.run("no job failed, no mail is left over", () => nothingStuck(trial));
  await report.run("no mail was delivered twice", () => mailsOnce(trial));
  await report.run("every file is whole", () => filesWhole(trial));
  await report.run("no connection is left over", () => connectionsFew(trial));
  await report.run("staff read everything, once", () => staffReadAll(trial));
  await report.run("customers read what they said, in its order", () => customersReadAll(trial, devices));
  await report.run("timelines tell every event once", () => timelinesTell(trial));
  await report.run("canonical leaves agree with the log of merges", () => pointersAgree(trial));
  await report.run("everybody is who a recomputation says", () => recomputed(trial));
  await report.run("repeats change nothing", () => repeatsChangeNothing(trial));
  await report.run("a merge that is undone leaves every row as it was", () => unmergedAsBefore(trial));
}

/** How our process ended by itself; during a start it may, when its last line says why. */
function endings(exits: readonly Exit[], starting: boolean): string[] {
  const isSaid = ({ said }: Exit) => /^database_\w+: .*$/.test(said.split("\n").at(-1) ?? "");
  return exits
    .filter((exit) => exit.starting === starting && !(starting && isSaid(exit)))
    .map((exit) => `${exit.code}: ${exit.said.slice(-500)}`);
}
