import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import type { Random } from "./random.ts";

/** A mail of the product that reached its recipient's server. */
export interface Arrived {
  readonly messageId: string;
  readonly to: string;
  readonly replyTo: string;
}

/** The world's mail server: takes everything, some of it slowly, and remembers what came. */
export interface Sink {
  readonly port: number;
  readonly arrived: Arrived[];
  /** Mails that were taken and whose sender does not know it yet. */
  readonly unanswered: number;
  close(): Promise<void>;
}

/** A header field, unfolded (RFC 5322 §2.2.3). */
const header = (raw: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*)$`, "im").exec(raw.replace(/\r?\n[ \t]+/g, " "))?.[1]?.trim() ?? "";

/** Opens it on a free port of this machine. */
export async function openSink(random: Random): Promise<Sink> {
  const arrived: Arrived[] = [];
  let unanswered = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      void text(stream).then(async (raw) => {
        // What is taken stays taken, whether or not the other side lives to hear it.
        const reply = /<?([^<>\s]+@[^<>\s]+)>?\s*$/.exec(header(raw, "Reply-To") || header(raw, "From"))?.[1] ?? "";
        arrived.push({
          messageId: header(raw, "Message-ID").replace(/[<>]/g, ""),
          to: session.envelope.rcptTo[0]?.address ?? "",
          replyTo: reply,
        });
        if (random.chance(50)) {
          unanswered++;
          await sleep(random.between(100, 800));
          unanswered--;
        }
        done();
      }, done);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    arrived,
    get unanswered() {
      return unanswered;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
