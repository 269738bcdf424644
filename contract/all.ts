import * as channels from "./channels.ts";
import * as chat from "./chat.ts";
import * as conversations from "./conversations.ts";
import * as customers from "./customers.ts";
import type { Call } from "./http.ts";
import * as intake from "./intake.ts";
import * as staff from "./staff.ts";

const isCall = (value: unknown): value is Call =>
  typeof value === "object" && value !== null && "path" in value && "method" in value && "access" in value;

/** Every call of the contract: what OpenAPI, the access test and the server's own completeness check go through. */
export const allCalls: readonly Call[] = [staff, customers, intake, conversations, channels, chat].flatMap((room) =>
  (Object.values(room) as unknown[]).filter(isCall),
);
