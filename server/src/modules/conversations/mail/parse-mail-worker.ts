import { parentPort } from "node:worker_threads";
import { type ParseJob, parseWithin } from "./parse-within.ts";

parentPort?.on("message", async (job: ParseJob) => {
  const result = await parseWithin(job);
  parentPort?.postMessage(result);
});
