import { intakeAgrees, thereOnce } from "../checks/once.ts";
import { filesWhole } from "../checks/work.ts";
import { drain } from "../drain.ts";
import { kinds } from "../ledger.ts";
import { load } from "../load/load.ts";
import type { Report } from "../report.ts";
import type { Trial } from "../trial.ts";
import { badEvents, badJson } from "./json.ts";
import { badMails } from "./mails.ts";
import { newDevice, placesOf } from "./places.ts";
import { badFrames, garbage } from "./sockets.ts";
import { badUploads } from "./uploads.ts";

/** What the intake answers where a machine has more to do than it can: senders come again. */
const brake = "event 429 too_many_requests";

/** Everything bad at once beside the usual load: each gets its answer, and the load notices nothing. */
export async function badInput(trial: Trial, report: Report): Promise<void> {
  const { product, ledger } = trial;
  const [pid, complained] = [product.pid, ledger.complaints.length];
  ledger.lost.clear();
  trial.closing = false;
  const working = load(trial);
  const health = watchHealth(trial);
  const device = await newDevice(trial);
  await report.run("malformed JSON is refused with a code", () => badJson(trial, placesOf(trial, device)));
  await report.run("bad events are set aside", () => badEvents(trial));
  await report.run("bytes of no meaning at both ports harm nothing", () => garbage(trial));
  await report.run("bad frames are answered with a problem or the end of the socket", () => badFrames(trial, device));
  await report.run("bad uploads are refused with a code", () => badUploads(trial, device));
  const mails = await badMails(trial);
  report.check("every raw mail is stored or refused with a code", mails.faults);
  trial.closing = true;
  await working;
  await report.run("all jobs are done within a minute", () => drain(trial));
  await report.run("every raw mail that was stored is a message or set aside", mails.settled);
  report.check("it is the same process, and it was ready all the time", [
    ...(product.pid === pid && product.running ? [] : ["our process ended"]),
    ...(await health()),
  ]);
  report.check("none of the requests beside them failed", [
    ...[...ledger.lost].flatMap(([what, count]) => (what === brake ? [] : [`${count} × ${what}`])),
    ...ledger.complaints.slice(complained),
  ]);
  await report.run("everything acknowledged until now is there once", async () => [
    ...(await Promise.all(kinds.map((kind) => thereOnce(trial, kind)))).flat(),
    ...(await intakeAgrees(trial)),
    ...(await filesWhole(trial)),
  ]);
}

/** Asks again and again whether the product is ready; the answer ends that and tells when it was not. */
function watchHealth({ product }: Trial): () => Promise<string[]> {
  const faults: string[] = [];
  let watching = true;
  const done = (async () => {
    for (; watching; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const signal = AbortSignal.timeout(5_000);
      const answer = await fetch(`${product.url}/health/ready`, { signal }).catch(String);
      const status = typeof answer === "string" ? answer : answer.status;
      if (typeof answer !== "string") await answer.text();
      if (status !== 200) faults.push(`health answered ${status}`);
    }
  })();
  return async () => {
    watching = false;
    await done;
    return faults;
  };
}
