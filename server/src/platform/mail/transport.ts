import { createTransport, type SentMessageInfo, type Transporter } from "nodemailer";
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

/** Our way out: the next mail server, by SMTP (RFC 5321). */
export class Transport {
  #next: Transporter | undefined;

  constructor(url: string | undefined) {
    if (url) this.use(url);
  }

  get configured(): boolean {
    return this.#next !== undefined;
  }

  /** From now on mails go by this server. */
  use(url: string): void {
    this.#next?.close();
    this.#next = createTransport(url, { disableUrlAccess: true, disableFileAccess: true });
  }

  close(): void {
    this.#next?.close();
  }

  /** Hand a mail over; answers what the server said. Throws `MailTrouble`. */
  async send(mail: MailToSend, files: FileStore): Promise<string> {
    if (!this.#next) throw new MailTrouble("again", "no mail server is configured");
    const attachments = await Promise.all(
      (mail.attachments ?? []).map(async (file) => ({
        filename: file.name,
        contentType: file.type,
        content: await files.read(file.storeKey),
      })),
    );
    try {
      const info = (await this.#next.sendMail({
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
      throw judge(error);
    }
  }
}

/** A 5xx is final, a 4xx or a connection that never took the mail may be tried again, silence after DATA is unknown. */
function judge(error: unknown): MailTrouble {
  const { responseCode, command, message } = error as { responseCode?: number; command?: string; message?: string };
  const text = message ?? String(error);
  if (responseCode !== undefined && responseCode >= 500) return new MailTrouble("refused", text);
  if (responseCode !== undefined) return new MailTrouble("again", text);
  return new MailTrouble(command === "DATA" ? "unknown" : "again", text);
}
