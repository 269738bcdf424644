import { Worker } from "node:worker_threads";
import type { MailLimits, ParseJob } from "./parse-within.ts";
import type { MailFailureCode, ParseResult } from "./types.ts";

/** Bytes of a mail with 25 MB of attachments, which come as base64 and so a third larger. */
export const LARGEST_MAIL = 36_000_000;

const LIMITS: MailLimits = { bytes: LARGEST_MAIL, depth: 20, parts: 100, characters: 1_000_000, milliseconds: 10_000 };

let worker: Worker | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Parses raw mail in a worker thread that is kept for the next one and replaced when it dies or runs out of time. Mails
 * are parsed one after the other, so the time limit counts from a mail's own turn. Answers a failure with a code for a
 * mail that is too large, too deep, too slow or unreadable; never rejects.
 */
export function parseMail(raw: Uint8Array, limits: Partial<MailLimits> = {}): Promise<ParseResult> {
  const job: ParseJob = { raw: new Uint8Array(raw), limits: { ...LIMITS, ...limits } };
  if (raw.length > job.limits.bytes) {
    return Promise.resolve(failure("mail_too_large", `The mail is larger than ${job.limits.bytes} bytes.`));
  }
  const result = queue.then(() => run(job));
  queue = result;
  return result;
}

/** Ends the worker thread; a mail that is being parsed is answered with a failure. A later parse starts a new one. */
export async function stopParsing(): Promise<void> {
  const stopped = worker;
  worker = undefined;
  await stopped?.terminate();
}

const failure = (code: MailFailureCode, message: string): ParseResult => ({ ok: false, code, message });

function run(job: ParseJob): Promise<ParseResult> {
  const mine = worker ?? start();
  worker = mine;
  return new Promise((resolve) => {
    const end = (result: ParseResult, keep: boolean) => {
      clearTimeout(timer);
      mine.off("message", onMessage).off("error", onError).off("exit", onExit);
      if (keep) mine.unref();
      else drop(mine);
      resolve(result);
    };
    const onMessage = (result: ParseResult) => end(result, true);
    const onError = (error: unknown) => end(failure("mail_unreadable", `The parser died: ${String(error)}`), false);
    const onExit = () => end(failure("mail_unreadable", "The parser was stopped."), false);
    const onTime = () => {
      end(failure("mail_timeout", `Parsing took longer than ${job.limits.milliseconds} ms.`), false);
    };
    const timer = setTimeout(onTime, job.limits.milliseconds);
    mine.once("message", onMessage).once("error", onError).once("exit", onExit);
    mine.ref();
    mine.postMessage(job, [job.raw.buffer as ArrayBuffer]);
  });
}

function drop(gone: Worker): void {
  if (worker === gone) worker = undefined;
  void gone.terminate();
}

/** Memory is bounded apart from ours, so that a mail which needs too much of it ends its worker and not the server. */
function start(): Worker {
  const started = new Worker(new URL("./parse-mail-worker.ts", import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
  });
  started.unref();
  started.on("error", () => drop(started)).on("exit", () => drop(started));
  return started;
}
