import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";
import type { House } from "../platform/house.ts";

/** A mail that the demo's customers got, in memory only. */
export interface DemoMail {
  readonly id: number;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

const KEPT = 500;

/** The mail program of every customer of the demo company: takes whatever we send, lets one answer, all by real SMTP. */
export class DemoMailbox {
  readonly #mails: DemoMail[] = [];
  #made = 0;

  /** Newest first, of one address or of all. */
  list(address?: string): readonly DemoMail[] {
    return this.#mails.filter((mail) => address === undefined || mail.to === address).toReversed();
  }

  find = (id: number): DemoMail | undefined => this.#mails.find((mail) => mail.id === id);

  /** Take mail on a port of this machine; answers the address for our transport. */
  async open(): Promise<{ url: string; close(): Promise<void> }> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      onData: (stream, session, done) => {
        import("mailparser")
          .then(({ simpleParser }) => simpleParser(stream))
          .then((mail) => {
            this.#mails.push({
              id: ++this.#made,
              at: new Date().toISOString(),
              from: mail.from?.text ?? "",
              to: session.envelope.rcptTo[0]?.address.toLowerCase() ?? "",
              replyTo: mail.replyTo?.value[0]?.address ?? mail.from?.value[0]?.address ?? "",
              subject: mail.subject ?? "",
              text: mail.text ?? "",
              messageId: mail.messageId ?? "",
            });
            if (this.#mails.length > KEPT) this.#mails.shift();
            done();
          })
          .catch((error: Error) => done(error));
      },
    });
    server.on("error", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.server.address() as { port: number };
    return {
      url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
      close: () => new Promise((resolve) => server.close(() => resolve())),
    };
  }

  /** Write to the company as a customer would: a new mail, or the answer to one in the box. */
  async write(
    house: House,
    mail: { from: string; to: string; subject: string; text: string; answers?: DemoMail },
  ): Promise<void> {
    if (house.settings.SMTP_PORT === "off") throw new Error("incoming mail is off (SMTP_PORT)");
    const way = createTransport({ host: house.settings.SMTP_HOST, port: house.settings.SMTP_PORT, ignoreTLS: true });
    const { answers } = mail;
    const quoted = answers
      ? `\n\nOn ${answers.at.slice(0, 16).replace("T", " ")}, ${answers.from} wrote:\n${answers.text.replace(/^/gm, "> ")}`
      : "";
    await way.sendMail({
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text + quoted,
      ...(answers ? { inReplyTo: answers.messageId, references: answers.messageId } : {}),
    });
    way.close();
  }
}
