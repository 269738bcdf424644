import { randomUUID } from "node:crypto";
import { ask } from "../ask.ts";
import type { Random } from "../random.ts";
import type { Trial } from "../trial.ts";
import { from, keepAt, newMark, people } from "./people.ts";

/** A browser with the chat open: its token, and the marks of what it said. */
export interface Device {
  readonly token: string;
  readonly said: string[];
}

/** One device may write thirty times a minute, repeats and requests that fail counted. */
const FEW = 8;

/** Customers in the chat, one after the other: each enters, says who it is, writes, sometimes with a file. */
export async function chat(trial: Trial, random: Random, devices: Device[]): Promise<void> {
  let device = await enter(trial, from(random));
  await keepAt(trial, random, 300, async () => {
    const headers = from(random);
    if (!device || device.said.length >= FEW) device = await enter(trial, headers);
    if (!device) return;
    if (!devices.includes(device)) devices.push(device);
    const { token, said } = device;
    const { name, email } = random.pick(people);
    if (random.chance(5))
      await ask(trial.product, "/api/chat/introductions", { token, headers, body: { name, email } });
    const fileIds = random.chance(10) ? await upload(trial, random, token, headers) : [];
    const [mark, key] = [newMark("chat"), randomUUID()];
    const body = { text: `Is the lamp still there? ${mark}`, fileIds };
    const send = () => ask(trial.product, "/api/chat/messages", { token, key, headers, body });
    if (await trial.ledger.deliver("chat", [mark], send)) said.push(mark);
  });
}

async function enter(trial: Trial, headers: Readonly<Record<string, string>>): Promise<Device | undefined> {
  const key = randomUUID();
  const body = { site: trial.site, locale: "en" };
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask(trial.product, "/api/chat/devices", { key, headers, body });
    if (answer?.ok) return { token: (JSON.parse(answer.text) as { token: string }).token, said: [] };
    if (trial.closing) return undefined;
    await new Promise((resolve) => setTimeout(resolve, answer?.pauseMs ?? 100));
  }
  return undefined;
}

/** A file to go with the next message; none when the upload was cut off. */
async function upload(trial: Trial, random: Random, token: string, headers: object): Promise<string[]> {
  const form = new FormData();
  form.append("file", new Blob([random.bytes(random.between(1, 30_000))]), "lamp.bin");
  const answer = await ask(trial.product, "/api/chat/uploads", {
    method: "POST",
    token,
    headers: { ...headers },
    body: form,
  });
  if (!answer?.ok) return [];
  return (JSON.parse(answer.text) as { files: { fileId: string }[] }).files.map((file) => file.fileId);
}
