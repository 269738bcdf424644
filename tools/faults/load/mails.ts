import { createTransport } from "nodemailer";
import type { Answer } from "../ask.ts";
import type { Random } from "../random.ts";
import type { Trial } from "../trial.ts";
import { keepAt, newMark, people } from "./people.ts";

interface Mail {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly messageId: string;
  readonly inReplyTo?: string;
}

/** From one sender more than ten a minute are taken for a loop; repeats and retries count. */
const MOST_OF_ONE = 3;
const MINUTE_MS = 70_000;

/** When each sender wrote lately, whichever client handed it over. */
export type Written = Map<string, number[]>;

/** Mail servers of customers: strangers' mails, people's mails and answers to ours, each sent until it is taken. */
export function writeMails(trial: Trial, random: Random, written: Written): Promise<void> {
  return keepAt(trial, random, 500, async () => {
    const mark = newMark("mail");
    const mail = nextMail(trial, random, mark, written);
    const date = new Date();
    await trial.ledger.deliver("mail", [mark], () => hand(trial.product.smtpPort, { ...mail, date }));
  });
}

function nextMail(trial: Trial, random: Random, mark: string, written: Written): Mail {
  const base = { messageId: `${mark.slice(1, -1)}@people.example`, text: `Good morning, ${mark}\n\nGreetings` };
  const ours = random.chance(40) ? trial.sink.arrived.at(-random.between(1, 20)) : undefined;
  const stranger = { name: "A Stranger", email: `${mark.slice(1, -1)}@strangers.example` };
  const known = random.chance(30) ? random.pick(people) : stranger;
  const writer = ours ? { name: "", email: ours.to } : known;
  const now = performance.now();
  const lately = (written.get(writer.email) ?? []).filter((at) => at > now - MINUTE_MS);
  written.set(writer.email, [...lately, now]);
  if (lately.length >= MOST_OF_ONE || !/@(people|strangers)\.example$/.test(writer.email))
    return { ...base, to: trial.address, from: stranger.email };
  if (ours) return { ...base, from: ours.to, to: ours.replyTo, inReplyTo: `<${ours.messageId}>` };
  return { ...base, to: trial.address, from: `${writer.name} <${writer.email}>` };
}

/** Hands a mail over once; a 5xx is final, anything else may be tried again. */
async function hand(port: number, mail: Mail & { readonly date: Date }): Promise<Answer | null> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, connectionTimeout: 5_000 });
  try {
    await transport.sendMail({ ...mail, subject: "The order" });
    return { ok: true, again: false, status: 250, text: "taken" };
  } catch (error) {
    const status = (error as { responseCode?: number }).responseCode ?? 0;
    return status === 0 ? null : { ok: false, again: status < 500, status, text: String(error) };
  } finally {
    transport.close();
  }
}
