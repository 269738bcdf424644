import type { FastifyInstance } from "fastify";
import { Kysely } from "kysely";
import type pg from "pg";
import { contribute } from "./contributions.ts";
import { Dialect, openPool } from "./database/index.ts";
import { deliveryTasks } from "./delivery.ts";
import { DiskStore } from "./files/store.ts";
import { sweepTask } from "./files/sweep.ts";
import { hearOthers } from "./hear-others.ts";
import { Hints } from "./hints.ts";
import type { House, Room } from "./house.ts";
import { listen, tryToListen } from "./http/listening.ts";
import { makeServer } from "./http/server.ts";
import type { Task } from "./jobs.ts";
import { addSocket } from "./live/socket.ts";
import type { Log } from "./log.ts";
import { sendMailTask } from "./mail/outbox.ts";
import { Transport } from "./mail/transport.ts";
import { makeMetrics } from "./metrics.ts";
import { makeRun } from "./run.ts";
import type { Settings } from "./settings.ts";
import { startWorker } from "./worker.ts";

export interface OpenHouse {
  readonly house: House;
  readonly app: FastifyInstance;
  readonly pool: pg.Pool;
  readonly tasks: readonly Task[];
  /** Where the web server listens, e.g. `http://127.0.0.1:4400`; empty without the role `web`. */
  readonly address: string;
  /** Stop taking work, finish what is under way, let go of everything, in this order. */
  close(): Promise<void>;
}

export interface Parts {
  readonly settings: Settings;
  readonly log: Log;
  readonly rooms: readonly Room[];
  readonly databaseUrl: string;
  readonly filesDir: string;
  readonly clock?: () => Date;
  /** Done when all is in place and before any role starts. */
  readonly before?: (house: House) => Promise<void>;
}

/** Start a process in its roles on a migrated database: rooms, web server, sockets, worker, services. Throws `BadSetting`. */
export async function openHouse(parts: Parts): Promise<OpenHouse> {
  const { settings, log, rooms } = parts;
  if (settings.ROLES.includes("web")) await tryToListen(settings);
  const clock = parts.clock ?? (() => new Date());
  const prepare = settings.DATABASE_PREPARE;
  const pool = openPool({ url: parts.databaseUrl, name: "splot", max: settings.DATABASE_POOL, log, prepare });
  const db = new Kysely<object>({ dialect: new Dialect({ pool }) }) as House["db"];
  const hints = new Hints(log);
  const run = makeRun({ db, log, settings, clock, publish: hints.publish });
  const mail = new Transport(settings.MAIL_URL);
  const files = new DiskStore(parts.filesDir);
  const house: House = { settings, log, rooms, run, db, clock, hints, files, mail, metrics: makeMetrics() };
  for (const room of rooms) if (room.contribution) contribute(room.contribution);
  const tasks: Task[] = [...deliveryTasks, sendMailTask, sweepTask, ...rooms.flatMap((room) => room.tasks ?? [])];

  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.reverse())
      await closer().catch((error: unknown) => log.error({ err: error }, "a part did not stop cleanly"));
    hints.close();
    await db.destroy();
  };
  let address = "";
  const begin = async (): Promise<FastifyInstance> => {
    await parts.before?.(house);
    const app = await makeServer(house);
    if (settings.ROLES.includes("web")) {
      closers.push(await hearOthers({ url: parts.databaseUrl, hints, pool, log }));
      address = await listen(app, settings);
      const socket = addSocket(app.server, house);
      closers.push(async () => {
        await socket.close();
        await app.close();
      });
    }
    if (settings.ROLES.includes("worker")) {
      const worker = await startWorker(house, pool, tasks);
      closers.push(() => worker.stop());
    }
    for (const service of rooms.flatMap((room) => room.services ?? [])) {
      if (!settings.ROLES.includes(service.role)) continue;
      const running = await service.start(house);
      closers.push(() => running.stop());
    }
    return app;
  };
  const app = await begin().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { house, app, pool, tasks, address, close };
}
