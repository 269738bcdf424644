import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { isLost } from "../../../platform/database/index.ts";
import type { House, Service } from "../../../platform/house.ts";
import { normaliseAddress } from "../mail/address.ts";
import { LARGEST_MAIL } from "../mail/parse-mail.ts";
import { type Certificate, followCertificate, readCertificate } from "./smtp-certificate.ts";
import { addressFor, mailsOfMinute, storeMail } from "./store-mail.ts";

/** Mails a minute from one envelope sender; daemons, who have none, share theirs. */
const MOST = 60;
const MOST_OF_DAEMONS = 600;
const RECIPIENTS = 20;
const RETRY_MS = 10_000;
const system = { kind: "system", name: "smtp" } as const;

/** A refusal in the words of SMTP (RFC 5321 §4.2, RFC 3463). */
const no = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

const listening = new WeakMap<House, number>();

/** The port on which this process takes mail; undefined while it takes none. */
export const smtpPort = (house: House): number | undefined => listening.get(house);

/** Our mail server: takes mail for the addresses that are set up, and says yes only when a mail is safe on the disk. */
export const smtpService: Service = {
  name: "smtp",
  role: "web",
  start: async (house) => {
    const { SMTP_PORT: port, SMTP_HOST: host } = house.settings;
    if (port === "off") return { stop: async () => {} };
    let stopped = false;
    let retry: NodeJS.Timeout | undefined;
    let server: SMTPServer | undefined;
    const open = async (): Promise<void> => {
      if (stopped) return;
      const opened = await listen(house, port, host).catch((error: unknown) => {
        house.log.error(
          { err: error, host, port },
          "mail is not taken: no port (SMTP_PORT, SMTP_HOST) or no usable certificate (SMTP_CERT, SMTP_KEY)",
        );
        retry = setTimeout(() => void open(), RETRY_MS);
      });
      if (opened) server = opened;
    };
    await open();
    return {
      stop: async () => {
        stopped = true;
        clearTimeout(retry);
        listening.delete(house);
        await new Promise<void>((resolve) => (server ? server.close(resolve) : resolve()));
      },
    };
  },
};

async function listen(house: House, port: number, host: string): Promise<SMTPServer> {
  const certificate = await readCertificate(house.settings);
  const follow = certificate ? followCertificate(house, certificate) : async () => {};
  const server: SMTPServer = new SMTPServer({
    ...optionsFor(house),
    ...tlsOf(certificate),
    onConnect: (_session, done) => answer(house, follow(server), done),
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      server.on("error", (error) => house.log.debug({ err: error }, "a mail connection broke"));
      listening.set(house, (server.server.address() as AddressInfo).port);
      resolve(server);
    });
  });
}

/** Callbacks of smtp-server around promises; what is no refusal of ours is a trouble of ours, and the sender tries again. */
function answer(house: House, work: Promise<void>, done: (error?: Error | null) => void): void {
  work.then(
    () => done(),
    (error: Error & { responseCode?: number }) => {
      if (error.responseCode !== undefined) return done(error);
      house.log.error({ err: error }, "a mail could not be stored");
      done(no(451, "4.3.0 try again later"));
    },
  );
}

/** With a certificate TLS is offered, never forced: a sender that knows none would else not reach us at all. */
const tlsOf = (certificate: Certificate | null): SMTPServerOptions =>
  certificate
    ? { disabledCommands: ["AUTH"], cert: certificate.cert, key: certificate.key, minVersion: "TLSv1.2" }
    : { disabledCommands: ["AUTH", "STARTTLS"] };

const optionsFor = (house: House): SMTPServerOptions => ({
  banner: "Splot",
  // What is larger is refused while its sender's server still holds it.
  size: LARGEST_MAIL,
  authOptional: true,
  disableReverseLookup: true,
  maxClients: 100,
  socketTimeout: 60_000,
  closeTimeout: 1_000,
  onMailFrom: (address, _session, done) => answer(house, admitSender(house, address.address), done),
  onRcptTo: (address, session, done) => answer(house, admitRecipient(house, address.address, session), done),
  onData: (stream, session, done) => answer(house, take(house, stream, session), done),
});

const senderOf = (raw: string): string => normaliseAddress(raw) ?? raw.toLowerCase().slice(0, 320);

async function admitSender(house: House, raw: string): Promise<void> {
  const sender = senderOf(raw);
  const count = await house.run(system, (ctx) => mailsOfMinute(ctx, sender));
  if (count >= (sender === "" ? MOST_OF_DAEMONS : MOST))
    throw no(451, "4.7.1 too many mails from this sender, try again later");
}

async function admitRecipient(house: House, raw: string, session: SMTPServerSession): Promise<void> {
  if (session.envelope.rcptTo.length >= RECIPIENTS) throw no(452, "4.5.3 too many recipients");
  if ((await house.run(system, (ctx) => addressFor(ctx, raw))) === null) throw no(550, "5.1.1 no such address here");
}

async function take(house: House, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const stored = await house.files.put(stream);
  try {
    if (stream.sizeExceeded) throw no(552, `5.3.4 a mail may have ${LARGEST_MAIL} bytes at most`);
    const { mailFrom, rcptTo } = session.envelope;
    const recipients = rcptTo.map((one) => normaliseAddress(one.address) ?? one.address);
    const raw = { ...stored, name: "mail.eml", type: "message/rfc822" };
    const envelopeFrom = senderOf(mailFrom ? mailFrom.address : "");
    const { remoteAddress: ip, hostNameAppearsAs: helo } = session;
    const mail = { raw, envelopeFrom, recipients, ip, helo: String(helo || "").slice(0, 255) };
    await house.run(system, (ctx) => storeMail(ctx, mail));
  } catch (error) {
    // Where the connection was lost it may be committed, and the raw text is needed; if it is not, the sweeper takes it.
    if (!isLost(error)) await house.files.remove(stored.key);
    throw error;
  }
}
