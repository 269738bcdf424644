import type { Files } from "./files/files.ts";
import type { Hints } from "./hints.ts";
import type { Log } from "./log.ts";
import type { Transport } from "./mail/transport.ts";
import type { Metrics } from "./metrics.ts";
import type { Room } from "./room.ts";
import type { Db, Run } from "./run.ts";
import type { Settings } from "./settings.ts";

/** The parts of a running process. Operations never see it; tasks, services and protocols do, and open transactions by `run`. */
export interface House {
  readonly settings: Settings;
  readonly log: Log;
  readonly rooms: readonly Room[];
  readonly run: Run;
  /** For statements of protocols that need no actor (health) or a transaction of their own shape (backup). */
  readonly db: Db;
  readonly clock: () => Date;
  readonly hints: Hints;
  readonly files: Files;
  readonly mail: Transport;
  readonly metrics: Metrics;
}
