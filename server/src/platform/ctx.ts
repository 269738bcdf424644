import type { Transaction } from "kysely";
import type { Locale } from "../../../contract/http.ts";
import type { Permission } from "../../../contract/permissions.ts";
import type { Log } from "./log.ts";
import type { Settings } from "./settings.ts";

/** On whose behalf something is done. An API token acts as the member who made it, with the token's scopes. */
export type Actor =
  | {
      readonly kind: "member";
      readonly id: string;
      readonly name: string;
      readonly permissions: ReadonlySet<Permission>;
      readonly teamId: string | null;
      readonly branchId: string | null;
      readonly locale: Locale;
      /** The session, when it is one; an API token has none. */
      readonly sessionId: string | null;
    }
  | { readonly kind: "device"; readonly id: string; readonly leafId: string; readonly locale: Locale }
  | { readonly kind: "anonymous" }
  | { readonly kind: "system"; readonly name: string };

export type Member = Extract<Actor, { kind: "member" }>;
export type Device = Extract<Actor, { kind: "device" }>;

/** Everything an operation may touch. There is no pool here: work happens inside one transaction. */
export interface Ctx {
  // biome-ignore lint/complexity/noBannedTypes: the platform's transaction knows no tables; each room adds its own.
  readonly tx: Transaction<{}>;
  readonly actor: Actor;
  /** The moment of the operation; also the moment of all it writes. */
  readonly now: Date;
  readonly client: { readonly ip: string; readonly userAgent: string };
  readonly requestId: string;
  readonly log: Log;
  readonly settings: Settings;
  /** True when history is brought in: it enters the timeline and sets nothing off, no reaction and no mail. */
  readonly history: boolean;
  /** A new UUIDv7 of this moment. */
  id(): string;
  /** Do this once at the end of the transaction, however often it is asked for under this name. */
  atEnd(name: string, op: (ctx: Ctx) => Promise<void>): void;
  /** Tell the screens that watch this topic to read again; sent after commit. */
  hint(topic: string): void;
}

/** `member:<id>`, `device:<id>`, `system:<name>`, `anonymous`: how an actor is written into logs and events. */
export const actorName = (actor: Actor): string =>
  actor.kind === "anonymous"
    ? "anonymous"
    : actor.kind === "system"
      ? `system:${actor.name}`
      : `${actor.kind}:${actor.id}`;
