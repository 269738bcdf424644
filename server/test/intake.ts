import { addSource } from "../src/modules/customers/intake/sources.ts";
import type { Bare } from "./world-types.ts";

const system = { kind: "system", name: "test" } as const;
let made = 0;

/** What the intake answered. */
export interface Taken {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A row of the log, as a signal left it. */
export interface Written {
  readonly customer_id: string;
  readonly at: Date;
  readonly name: string;
  readonly channel: string;
  readonly received_at: Date;
  readonly data: Record<string, unknown> & { messageId: string };
}

/** A client of the event intake that sends what it is told, over real HTTP, and looks at what became of it. */
export const intakeOf = (world: Bare) => {
  const post = async (word: string, body: unknown, headers: Record<string, string> = {}): Promise<Taken> => {
    const response = await fetch(`${world.url}/v1/${word}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text), headers: response.headers };
  };
  return {
    post,
    /** A source with a write key of its own. */
    source: (over: { name?: string; trusted?: boolean } = {}) =>
      world.as(system, (ctx) => addSource(ctx, { name: over.name ?? `Shop ${++made}`, trusted: over.trusted ?? true })),
    batch: (writeKey: string, events: unknown[], over: object = {}) =>
      post("batch", { writeKey, batch: events, ...over }),
    /** What of these messages is in the log, by message id. */
    written: (...messageIds: string[]) =>
      world.rows<Written>(
        "select * from platform.event where data ->> 'messageId' = any($1) order by data ->> 'messageId', at",
        messageIds,
      ),
    rejectedOf: (writeKey: string) =>
      world.rows<{ reason: string; detail: string; event: unknown; source_id: string | null }>(
        "select * from customers.rejected_event where write_key = $1 order by at, id",
        writeKey,
      ),
  };
};

/** A track event with a message id; `over` changes it. */
export const track = (messageId: string, over: object = {}) => ({
  type: "track",
  event: "Looked",
  anonymousId: `browser-${messageId}`,
  messageId,
  ...over,
});
