import type { Trial } from "../trial.ts";
import { chat, type Device } from "./chats.ts";
import { sendEvents } from "./events.ts";
import { fillForms } from "./forms.ts";
import { type Written, writeMails } from "./mails.ts";
import { addCustomers, mergePeople, reply } from "./staff.ts";

/** Both loads of a run count together. */
const written: Written = new Map();

/** Clients of all kinds at once, until the trial is closing; resolves when each has its last answer. Answers the devices. */
export async function load(trial: Trial): Promise<readonly Device[]> {
  const devices: Device[] = [];
  const joined = new Set<string>();
  const fork = () => trial.random.fork();
  await Promise.all([
    ...Array.from({ length: 3 }, () => sendEvents(trial, fork())),
    ...Array.from({ length: 4 }, () => chat(trial, fork(), devices)),
    ...Array.from({ length: 2 }, () => fillForms(trial, fork())),
    ...Array.from({ length: 3 }, () => writeMails(trial, fork(), written)),
    ...Array.from({ length: 2 }, () => reply(trial, fork())),
    addCustomers(trial, fork()),
    ...Array.from({ length: 2 }, () => mergePeople(trial, fork(), joined)),
  ]);
  await trial.ledger.settled();
  return devices;
}
