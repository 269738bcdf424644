import type { Bare } from "./world-types.ts";

export interface DecidedMail {
  readonly key: string;
  readonly state: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
}

/** Mails decided for an address, the newest last. */
export const mailsTo = (world: Pick<Bare, "rows">, address: string): Promise<DecidedMail[]> =>
  world.rows<DecidedMail>(
    `select key, state, recipient, content ->> 'subject' subject, content ->> 'text' text
     from platform.outgoing_mail where recipient = $1 order by created_at, key`,
    address,
  );

/** The token of the one-time link in a mail or an address. */
export const tokenIn = (text: string | null | undefined): string => /#token=([\w-]{43})/.exec(text ?? "")?.[1] ?? "";
