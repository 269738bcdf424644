import type { FastifyInstance } from "fastify";
import type { Call } from "../../../contract/http.ts";
import type { Permission } from "../../../contract/permissions.ts";
import type { Contribution } from "./contributions.ts";
import type { Actor, Ctx } from "./ctx.ts";
import type { Files } from "./files/files.ts";
import type { Hints } from "./hints.ts";
import type { Route } from "./http/serve.ts";
import type { Log } from "./log.ts";
import type { Transport } from "./mail/transport.ts";
import type { Metrics } from "./metrics.ts";
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

/** What the worker runs for the jobs of this name. It opens its own transactions by `house.run`. */
export interface Task {
  readonly name: string;
  readonly run: (house: House, payload: never) => Promise<void>;
  /** A crontab line (UTC) by which it also starts by itself, with an empty payload. */
  readonly cron?: string;
}

export interface MailOutcome {
  readonly state: "queued" | "sent" | "failed" | "unknown";
  readonly detail: string | null;
}

/** A room's ear for what became of its mails. Called in a transaction, possibly more than once. */
export interface MailReport {
  readonly name: string;
  readonly hear: (ctx: Ctx, ref: Readonly<Record<string, string>>, outcome: MailOutcome) => Promise<void>;
}

/** What a request brings to say who is asking. */
export interface Credentials {
  readonly session: string | undefined;
  readonly bearer: string | undefined;
  /** Straight from this machine, without a proxy in between. */
  readonly direct: boolean;
}

/** A long-running part of a room (a mail server, a batcher), started after the web server and stopped before it. */
export interface Service {
  readonly name: string;
  /** The role of the process in which it runs. */
  readonly role: "web" | "worker";
  start(house: House): Promise<{ stop(): Promise<void> }>;
}

/** What a room brings into the house. Put together in `rooms.ts`; its door (`index.ts`) exports one. */
export interface Room {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly tasks?: readonly Task[];
  readonly contribution?: Contribution;
  readonly mailReports?: readonly MailReport[];
  readonly services?: readonly Service[];
  /** Endpoints with a protocol of their own (event intake), outside the contract. */
  readonly protocol?: (app: FastifyInstance, house: House) => void;
  /** Who holds these credentials? Null when this room does not know them. */
  readonly authenticate?: (ctx: Ctx, credentials: Credentials) => Promise<Actor | null>;
  /** Topics of the socket that begin with these words, and who may watch them: a permission, or any member of staff. */
  readonly topics?: Readonly<Record<string, Permission | "member">>;
  /** Somebody writes at this topic: which topics should show it, under which name? */
  readonly typing?: (ctx: Ctx, topic: string) => Promise<{ topics: string[]; name: string | null }>;
  /** A call that names a customer was carried out for a member of staff; still in its transaction. */
  readonly witness?: (ctx: Ctx, call: Call, customerId: string) => Promise<void>;
  /** A socket of this actor opened or gave a sign of life (`here`), or its last one closed (`gone`). */
  readonly presence?: (ctx: Ctx, state: "here" | "gone") => Promise<void>;
}
