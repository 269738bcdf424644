import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { createTransport, type SendMailOptions } from "nodemailer";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";
import type { MailAddress } from "../../../contract/channels.ts";
import type { Channel } from "../../../contract/conversations.ts";
import type { Locale } from "../../../contract/http.ts";
import { smtpPort } from "../../src/modules/conversations/channels/smtp-service.ts";
import { receive } from "../../src/modules/conversations/messages/receive.ts";
import { addMailAddress } from "../../src/modules/conversations/settings/mail-addresses.ts";
import { addSite } from "../../src/modules/conversations/settings/sites.ts";
import { normalise, prove } from "../../src/modules/customers/index.ts";
import type { Bare } from "../world-types.ts";
import { customerMakers } from "./customers.ts";

export interface MadeMatter {
  readonly customerId: string;
  readonly id: string;
  readonly matterId: string;
  readonly number: number;
  /** The customer's message in it. */
  readonly messageId: string;
  /** The customer's proved address. */
  readonly email: string;
}

export interface Caught {
  readonly from: string;
  readonly to: string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

export interface Mailbox {
  /** What came, in its order. */
  readonly mails: Caught[];
  /** What the outside world answers to the next mails instead of taking them; undefined takes them again. */
  refuse: { readonly code: number; readonly text: string } | undefined;
}

/** A mail from outside: parts of which nodemailer makes one, or its raw text. */
export interface Inbound extends SendMailOptions {
  /** The envelope, where it is not what the headers say; `from: ""` is `<>`. */
  readonly envelope?: { from: string; to: string[] };
  readonly raw?: string | Buffer;
}

/** What became of a mail. */
export interface InboundResult {
  readonly id: string;
  readonly state: "new" | "done" | "set_aside";
  readonly reason: string | null;
  readonly detail: string | null;
}

export interface ConversationMakers {
  /** A matter begun by a customer with a proved address. */
  matter(over?: {
    customerId?: string;
    email?: string;
    name?: string;
    text?: string;
    subject?: string;
    channel?: Channel;
    teamId?: string;
    at?: Date;
  }): Promise<MadeMatter>;
  /** An address of ours. */
  mailAddress(over?: { address?: string; name?: string; teamId?: string; locale?: Locale }): Promise<MailAddress>;
  /** A page of the company with the widget and the form on it; devices made by tests are on `shop`. */
  site(over?: { key?: string; mailAddressId?: string }): Promise<{ id: string; key: string }>;
  /** Bring mails to our server by SMTP; rejects with the server's refusal. They wait for `settle()`. */
  bring(mails: readonly Inbound[]): Promise<void>;
  /** The same for one, with what became of it. */
  inbound(mail: Inbound): Promise<InboundResult>;
  /** The outside world: an SMTP server that takes what we send. */
  mailbox(): Promise<Mailbox>;
}

const system = { kind: "system", name: "test" } as const;
let made = 0;

const bring = async (world: Bare, mails: readonly Inbound[]): Promise<void> => {
  const transport = createTransport({ host: "127.0.0.1", port: smtpPort(world.house)!, pool: true, maxConnections: 5 });
  try {
    await Promise.all(mails.map((mail) => transport.sendMail({ ...mail, raw: mail.raw as string })));
  } finally {
    transport.close();
  }
};

export const conversationMakers = (world: Bare): ConversationMakers => ({
  bring: (mails) => bring(world, mails),
  inbound: async (mail) => {
    await bring(world, [mail]);
    await world.settle();
    const rows = await world.rows<InboundResult>(
      "select id, state, reason, detail from conversations.mail_in order by id desc limit 1",
    );
    return rows[0]!;
  },
  matter: async (over = {}) => {
    const email = over.email ?? `ola${++made}@mail.example.com`;
    const customerId =
      over.customerId ??
      (await customerMakers(world).customer({ proved: { email }, ...(over.name ? { name: over.name } : {}) }));
    const taken = await world.as(system, async (ctx) => {
      if (over.customerId && over.email)
        await prove(ctx, customerId, { ns: "email", value: normalise("email", email) }, { how: "code", ref: "test" });
      return receive(ctx, {
        channel: over.channel ?? "form",
        leafId: customerId,
        identifier: { ns: "email", value: email, standing: "proved" },
        externalKey: null,
        subject: over.subject ?? "Zielona lampa",
        text: over.text ?? "Czy jest jeszcze zielona lampa?",
        at: over.at ?? ctx.now,
        teamId: over.teamId ?? null,
      });
    });
    if (!taken) throw new Error("a contact without a key is never a repeat");
    const { matterId, messageId, number } = taken;
    return { customerId: taken.customerId, id: matterId, matterId, number, messageId, email };
  },
  mailAddress: (over = {}) =>
    world.as(system, (ctx) =>
      addMailAddress(ctx, {
        address: over.address ?? `shop${++made}@splot.example.com`,
        name: over.name ?? "Domowa",
        teamId: over.teamId ?? null,
        locale: over.locale ?? "pl",
      }),
    ),
  site: async ({ key = "shop", mailAddressId } = {}) => {
    const [present] = await world.rows<{ id: string; key: string }>(
      "select id, key from conversations.site where key = $1",
      key,
    );
    if (present) return present;
    const greeting = { pl: "Dzień dobry!", ro: "Bună ziua!", en: "Hello!" };
    const fields = {
      name: `Site ${key}`,
      teamId: null,
      mailAddressId: mailAddressId ?? null,
      accent: "#b4522d",
      greeting,
    };
    return world.as(system, (ctx) => addSite(ctx, fields, key));
  },
  mailbox: async () => {
    const mailbox: { mails: Caught[]; refuse: Mailbox["refuse"] } = { mails: [], refuse: undefined };
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onData: (stream, session, done) => {
        void (async () => {
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          const { refuse } = mailbox;
          if (refuse) return done(Object.assign(new Error(refuse.text), { responseCode: refuse.code }));
          const raw = Buffer.concat(chunks);
          const { mailFrom, rcptTo } = session.envelope;
          mailbox.mails.push({
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map((one) => one.address),
            raw: raw.toString(),
            mail: await simpleParser(raw),
          });
          done();
        })();
      },
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
    world.house.mail.use(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
    return mailbox;
  },
});
