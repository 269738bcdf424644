import type { Readable } from "node:stream";
import { createTransport, type SentMessageInfo } from "nodemailer";
import type { FileStore } from "../files/store.ts";

/** What is kept of a mail until it is sent; attachments by their key in the file store. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly replyTo?: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly storeKey: string; readonly name: string; readonly type: string }[];
}

export interface MailToSend extends MailContent {
  readonly from: { readonly name: string; readonly address: string };
  readonly envelopeFrom: string;
  readonly to: string;
  readonly messageId: string;
}

/** `again` may be tried later, `refused` is final, `unknown` may or may not have arrived. */
export class MailTrouble extends Error {
  override name = "MailTrouble";
  readonly kind: "again" | "refused" | "unknown";

  constructor(kind: "again" | "refused" | "unknown", message: string) {
    super(message);
    this.kind = kind;
  }
}

/** One plain address: a list or a header in its place would send the mail to somebody else. */
const ADDRESS = /^[^\s<>,;:"()]+@[^\s<>,;:"()]+$/;

/** How long to wait for a server to take the call and to greet; afterwards nodemailer's ten minutes of RFC 5321 §4.5.3.2. */
const patience = { connectionTimeout: 30_000, greetingTimeout: 30_000 };

/** Our way out: the next mail server, by SMTP (RFC 5321). */
export class Transport {
  #url: string | undefined;

  constructor(url: string | undefined) {
    this.#url = url;
  }

  get configured(): boolean {
    return this.#url !== undefined;
  }

  /** From now on mails go by this server. */
  use(url: string): void {
    this.#url = url;
  }

  /** Hand a mail over; answers what the server said. Throws `MailTrouble`. */
  async send(mail: MailToSend, files: FileStore): Promise<string> {
    if (!ADDRESS.test(mail.to)) throw new MailTrouble("refused", "this is not one e-mail address");
    if (!this.#url) throw new MailTrouble("again", "no mail server is configured");
    const attachments = await Promise.all(
      (mail.attachments ?? []).map(async (file) => ({
        filename: file.name,
        contentType: file.type,
        content: await files.read(file.storeKey),
      })),
    );
    const next = createTransport({ url: this.#url, disableUrlAccess: true, disableFileAccess: true, ...patience });
    let begun = false;
    next.use("stream", (compiled, done) => {
      whenHandedOver(compiled.message, () => {
        begun = true;
      });
      done();
    });
    try {
      const info = (await next.sendMail({
        from: mail.from,
        to: mail.to,
        envelope: { from: mail.envelopeFrom, to: [mail.to] },
        messageId: mail.messageId,
        subject: mail.subject,
        text: mail.text,
        attachments,
        ...(mail.html === undefined ? {} : { html: mail.html }),
        ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
        ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
        ...(mail.references === undefined ? {} : { references: [...mail.references] }),
        ...(mail.headers === undefined ? {} : { headers: mail.headers }),
      })) as SentMessageInfo & { response: string };
      return info.response;
    } catch (error) {
      throw judge(error, begun);
    } finally {
      next.close();
    }
  }
}

/** The message is piped into the connection when the server has said that it takes it (354), and not before. */
function whenHandedOver(message: { createReadStream(): Readable }, then: () => void): void {
  const make = message.createReadStream.bind(message);
  message.createReadStream = () => {
    const stream = make();
    const pipe = stream.pipe.bind(stream);
    stream.pipe = (target, options) => {
      then();
      return pipe(target, options);
    };
    return stream;
  };
}

const OF_THE_MAIL = new Set(["MAIL FROM", "RCPT TO", "DATA"]);

/**
 * A 5xx to the mail itself is final; so is an address or a size that cannot be sent at all. A 4xx, a refused password (the
 * operator's to mend) or a connection that never took the mail may be tried again. Silence after the text began is unknown.
 */
function judge(error: unknown, begun: boolean): MailTrouble {
  const { responseCode, command, code, message } = error as {
    responseCode?: number;
    command?: string;
    code?: string;
    message?: string;
  };
  const text = message ?? String(error);
  if (responseCode !== undefined)
    return new MailTrouble(responseCode >= 500 && OF_THE_MAIL.has(command ?? "") ? "refused" : "again", text);
  if (code === "EENVELOPE" || code === "EMESSAGE") return new MailTrouble("refused", text);
  return new MailTrouble(begun ? "unknown" : "again", text);
}
