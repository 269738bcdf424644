import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";
import { sweepFiles } from "../../../platform/files/sweep.ts";
import { sweepMail } from "./sweep-mail.ts";

const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com" });
const agent = await world.member();
const DAY = 86_400_000;
const sweep = () => sweepMail.run(world.house, {} as never);
const travel = (days: number) => {
  world.now = new Date(world.now.getTime() + days * DAY);
};
const kept = () => world.rows<{ state: string }>("select state from conversations.mail_in order by id");
const part = (type: string, content: string, more = "") => `--b\r\nContent-Type: ${type}\r\n${more}\r\n${content}\r\n`;
const mail = {
  envelope: { from: "ola@poczta.example.com", to: [ours.address] },
  raw: [
    `From: Ola <ola@poczta.example.com>\r\nTo: ${ours.address}\r\nSubject: Lampa\r\nMessage-ID: <lampa@poczta.example.com>`,
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
    `${part("text/html", "<p>Jest <b>zielona</b>?</p>")}${part("text/plain", "zielona", "Content-Disposition: attachment; filename=lampa.txt\r\n")}--b--\r\n`,
  ].join("\r\n"),
};

test("the raw text of a mail goes after its time, what it brought and what was set aside stay", async () => {
  await world.inbound(mail);
  const aside = await world.inbound({
    raw: "Subject: bez nadawcy\r\n\r\nx",
    envelope: { from: "", to: [ours.address] },
  });
  expect(aside).toMatchObject({ state: "set_aside", reason: "no_sender" });
  const [raw] = await world.rows<{ store_key: string }>(
    "select f.store_key from conversations.mail_in m join platform.file f on f.id = m.raw_file_id where m.state = 'done'",
  );

  travel(89);
  await sweep();
  expect(await kept()).toHaveLength(2);
  expect(await world.inbound(mail)).toMatchObject({ state: "done", reason: "repeat" });

  travel(2);
  await sweep();
  expect(await kept()).toEqual([{ state: "set_aside" }, { state: "done" }]);
  expect(await world.rows("select key from conversations.received")).toEqual([]);
  travel(2);
  await sweepFiles(world.house);
  await expect(world.house.files.read(raw!.store_key)).rejects.toThrow();

  const { items } = await world.ok(contract.inbox, agent, {});
  const at = { customerId: items[0]!.customerId, matterId: items[0]!.id };
  const [message] = (await world.ok(contract.messages, agent, at)).items;
  expect(message).toMatchObject({ text: "Jest zielona?", attachments: [{ name: "lampa.txt" }] });
  const { customerId } = at;
  expect((await world.ok(contract.messageHtml, agent, { customerId, messageId: message!.id })).html).toContain(
    "zielona",
  );
  const fileId = message!.attachments[0]!.fileId;
  expect(await world.call(contract.attachment, agent, { customerId, fileId })).toMatchObject({ body: "zielona" });
  expect(await world.call(channels.setAsideRaw, agent, { mailId: aside.id })).toMatchObject({
    status: 200,
    body: expect.stringContaining("bez nadawcy"),
  });
});
