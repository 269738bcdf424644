import * as channelCalls from "../../../contract/channels.ts";
import * as chat from "../../../contract/chat.ts";
import * as contract from "../../../contract/conversations.ts";
import { storeMail } from "../../src/modules/conversations/channels/store-mail.ts";
import type { World } from "../world.ts";
import type { AccessMakers, Valid } from "./maker.ts";

let made = 0;
const agent = (world: World) => world.member({ role: "agent" });
const administrator = (world: World) => world.member({ role: "administrator" });

/** A matter, and an agent who may work on it. */
async function matter(world: World) {
  const { customerId, matterId, messageId, email, number } = await world.matter();
  return { as: await agent(world), at: { customerId, matterId }, messageId, number, to: { ns: "email", value: email } };
}
const onMatter =
  (input: object) =>
  async (world: World): Promise<Valid> => {
    const { as, at } = await matter(world);
    return { as, input: { ...at, ...input } };
  };

/** A matter into which another of the same person was joined. */
async function joined(world: World) {
  const first = await matter(world);
  await world.rows("update conversations.matter set state = 'closed' where id = $1", first.at.matterId);
  const other = await world.matter({ customerId: first.at.customerId });
  return { ...first, other: { otherCustomerId: other.customerId, otherId: other.matterId } };
}

/** A mail that made no message. */
async function setAside(world: World): Promise<string> {
  const raw = {
    ...(await world.house.files.put(Buffer.from("Subject: x\r\n\r\nx"))),
    name: "mail.eml",
    type: "message/rfc822",
  };
  const id = await world.as({ kind: "system", name: "test" }, (ctx) =>
    storeMail(ctx, {
      raw,
      envelopeFrom: "ewa@mail.example.com",
      recipients: ["kontakt@splot.example.com"],
      ip: "127.0.0.1",
      helo: "x",
    }),
  );
  await world.rows(
    "update conversations.mail_in set state = 'set_aside', reason = 'mail_unreadable' where id = $1",
    id,
  );
  return id;
}

const greeting = { pl: "a", ro: "b", en: "c" };

/** Valid requests of the room `conversations`. */
export const conversationsAccess: AccessMakers = {
  "conversations.inbox": async (world) => ({ as: await agent(world), input: {} }),
  "conversations.counts": async (world) => ({ as: await agent(world), input: {} }),
  "conversations.ofCustomer": async (world) => ({
    as: await agent(world),
    input: { customerId: (await world.matter()).customerId },
  }),
  "conversations.byNumber": async (world) => ({
    as: await agent(world),
    input: { number: (await world.matter()).number },
  }),
  "conversations.get": onMatter({}),
  "conversations.messages": onMatter({}),
  "conversations.messageHtml": async (world) => {
    const { as, at, messageId } = await matter(world);
    await world.rows("update conversations.message set html = '<p>a</p>' where id = $1", messageId);
    return { as, input: { customerId: at.customerId, messageId } };
  },
  "conversations.attachment": async (world) => {
    await world.site();
    const device = await world.device();
    const { files } = await world.ok(chat.upload, device, { "a.txt": "a" } as never);
    const said = await world.ok(chat.say, device, { text: "plik", fileIds: [files[0]!.fileId] });
    const [row] = await world.rows<{ customer_id: string }>(
      "select customer_id from conversations.message where id = $1",
      said.id,
    );
    return { as: await agent(world), input: { customerId: row!.customer_id, fileId: files[0]!.fileId } };
  },
  "conversations.upload": async (world) => ({ as: await agent(world), input: { "a.txt": "a" } }),
  "conversations.reply": async (world) => {
    await world.mailAddress();
    const { as, at, messageId, to } = await matter(world);
    return { as, input: { ...at, channel: "email", to, text: "Tak.", seen: messageId } };
  },
  "conversations.resend": async (world) => {
    await world.mailAddress();
    const { as, at, messageId, to } = await matter(world);
    const sent = await world.ok(contract.reply, as, {
      ...at,
      channel: "email",
      to,
      text: "Tak.",
      seen: messageId,
    } as never);
    await world.rows("update conversations.message set delivery_state = 'failed' where id = $1", sent.id);
    await world.rows("update platform.outgoing_mail set state = 'failed' where key = $1", `conversations:${sent.id}`);
    return { as, input: { customerId: sent.customerId, messageId: sent.id } };
  },
  "conversations.note": onMatter({ text: "Pamiętać." }),
  "conversations.logTalk": async (world) => ({
    as: await world.member({ role: "branch" }),
    input: { customerId: await world.customer(), channel: "branch", text: "Pytał o lampę." },
  }),
  "conversations.start": async (world) => {
    await world.mailAddress();
    const { as, at, to } = await matter(world);
    return { as, input: { customerId: at.customerId, subject: "Oferta", channel: "email", to, text: "Dzień dobry" } };
  },
  "conversations.change": onMatter({ version: 1, subject: "Lampa" }),
  "conversations.seen": async (world) => {
    const { as, at, messageId } = await matter(world);
    return { as, input: { ...at, messageId } };
  },
  "conversations.split": async (world) => {
    const { as, at, messageId } = await matter(world);
    await world.matter({ customerId: at.customerId });
    return { as, input: { ...at, messageIds: [messageId], subject: "Osobno" } };
  },
  "conversations.join": async (world) => {
    const { as, at, other } = await joined(world);
    return { as, input: { ...at, ...other } };
  },
  "conversations.unjoin": async (world) => {
    const { as, at, other } = await joined(world);
    await world.ok(contract.join, as, { ...at, ...other });
    return { as, input: { ...at, ...other } };
  },
  "conversations.move": async (world) => {
    const { as, at } = await matter(world);
    return { as, input: { ...at, toCustomerId: await world.customer() } };
  },
  "conversations.mailAddresses": async (world) => ({ as: await agent(world), input: {} }),
  "conversations.addMailAddress": async (world) => ({
    as: await administrator(world),
    input: { address: `sklep${++made}@splot.example.com`, name: "Sklep", teamId: null, locale: "pl" },
  }),
  "conversations.changeMailAddress": async (world) => ({
    as: await administrator(world),
    input: { addressId: (await world.mailAddress()).id, name: "Sklep" },
  }),
  "conversations.sites": async (world) => ({ as: await administrator(world), input: {} }),
  "conversations.addSite": async (world) => ({
    as: await administrator(world),
    input: { name: `Strona ${++made}`, teamId: null, mailAddressId: null, accent: "#112233", greeting },
  }),
  "conversations.changeSite": async (world) => ({
    as: await administrator(world),
    input: { siteId: (await world.site()).id, accent: "#445566" },
  }),
  "conversations.blockedSenders": async (world) => ({ as: await agent(world), input: {} }),
  "conversations.blockSender": async (world) => ({
    as: await agent(world),
    input: { pattern: `@spam${++made}.example` },
  }),
  "conversations.unblockSender": async (world) => {
    const as = await agent(world);
    const { id } = await world.ok(channelCalls.blockSender, as, { pattern: `@spam${++made}.example` });
    return { as, input: { senderId: id } };
  },
  "conversations.setAsideMails": async (world) => ({ as: await agent(world), input: {} }),
  "conversations.setAsideRaw": async (world) => ({ as: await agent(world), input: { mailId: await setAside(world) } }),
  "conversations.discardMail": async (world) => ({
    as: await agent(world),
    input: { mailId: await setAside(world), discarded: true },
  }),
  "conversations.retryMail": async (world) => ({ as: await agent(world), input: { mailId: await setAside(world) } }),
};
