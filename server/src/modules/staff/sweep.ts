import { task } from "../../platform/jobs.ts";
import { sweepLinks } from "./passwords/links.ts";
import { sweepSessions } from "./sessions/sweep-sessions.ts";
import { sweepTries } from "./sessions/wrong-tries.ts";

/** Every night: links and counts of tries whose time has passed, and sessions that nobody has used for a quarter. */
export const sweepTask = task<Record<string, never>>(
  "staff-sweep",
  (house) =>
    house.run({ kind: "system", name: "staff" }, async (ctx) => {
      await sweepLinks(ctx);
      await sweepTries(ctx);
      await sweepSessions(ctx);
    }),
  { cron: "41 3 * * *" },
);
