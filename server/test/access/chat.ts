import * as contract from "../../../contract/chat.ts";
import type { World } from "../world.ts";
import type { AccessMakers } from "./maker.ts";

let made = 0;
const secret = () => `tylko dla mnie ${++made}`;

/** A device that wrote a file and some words. */
async function writer(world: World) {
  await world.site();
  const as = await world.device();
  const { files } = await world.ok(contract.upload, as, { "list.txt": "tajne" } as never);
  const words = secret();
  const said = await world.ok(contract.say, as, { text: words, fileIds: [files[0]!.fileId] });
  return { as, words, messageId: said.id, fileId: files[0]!.fileId };
}

/** A device to which a code was sent, and that code. */
async function awaiting(world: World) {
  await world.site();
  const mail = await world.mailbox();
  const as = await world.device();
  const email = `ewa.kod${++made}@mail.example.com`;
  await world.ok(contract.requestCode, as, { email });
  await world.settle();
  return {
    as,
    email,
    code: /\d{6}/.exec(mail.mails.findLast((one) => one.to.includes(email))?.mail.text ?? "")?.[0] ?? "",
  };
}

/** Valid requests of the chat and the form. */
export const chatAccess: AccessMakers = {
  "chat.config": async (world) => ({ as: null, input: { site: (await world.site()).key } }),
  "chat.enter": async (world) => ({ as: null, input: { site: (await world.site()).key, locale: "pl" } }),
  "chat.thread": async (world) => {
    const { as, words } = await writer(world);
    return { as, input: {}, secret: words };
  },
  "chat.say": async (world) => {
    await world.site();
    const words = secret();
    return { as: await world.device(), input: { text: words } };
  },
  "chat.introduce": async (world) => ({ as: await world.device(), input: { name: "Ewa" } }),
  "chat.requestCode": async (world) => ({
    as: await world.device(),
    input: { email: `ewa.kod${++made}@mail.example.com` },
  }),
  "chat.prove": async (world) => {
    const { as, email, code } = await awaiting(world);
    return { as, input: { email, code } };
  },
  "chat.read": async (world) => {
    const { as, messageId } = await writer(world);
    return { as, input: { messageId } };
  },
  "chat.upload": async (world) => ({ as: await world.device(), input: { "a.txt": "a" } }),
  "chat.attachment": async (world) => {
    const { as, fileId } = await writer(world);
    return { as, input: { fileId } };
  },
  "chat.leave": async (world) => ({ as: await world.device(), input: {} }),
  "chat.submitForm": async (world) => ({
    as: null,
    input: {
      site: (await world.site()).key,
      name: "Ewa",
      email: `ewa.form${++made}@mail.example.com`,
      text: "Dzień dobry",
      elapsed: 9_000,
    },
  }),
};
