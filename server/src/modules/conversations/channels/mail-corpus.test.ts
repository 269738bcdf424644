import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { data } from "../../../../test/data.ts";
import { makeWorld } from "../../../../test/world.ts";
import { classifyMail } from "../mail/classify-mail.ts";
import { parseMail } from "../mail/parse-mail.ts";
import { readBounce } from "../mail/read-bounce.ts";

const folder = data("mail/bounces/");
const world = await makeWorld();
const ours = await world.mailAddress({ address: "pomoc@splot.example.com" });
const outside = await world.mailbox();
const names = folder ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
const mails = names.map((name) => readFileSync(new URL(name, folder)));

/** Bring them as a mail server that reports failures does: without an envelope sender. */
const bringAll = async (raws: readonly Buffer[]) => {
  for (let i = 0; i < raws.length; i += 40)
    await world.bring(raws.slice(i, i + 40).map((raw) => ({ envelope: { from: "", to: [ours.address] }, raw })));
  await world.settle();
};

test.skipIf(!folder)(
  "real bounces of others are set aside: no customer, no matter, no answer",
  { timeout: 120_000 },
  async () => {
    await bringAll(mails);
    const [count] = await world.rows("select count(*) from conversations.mail_in where state = 'set_aside'");
    expect(count).toEqual({ count: mails.length });
    expect(await world.rows("select text from conversations.message")).toEqual([]);
    expect(await world.rows("select 1 from customers.leaf")).toEqual([]);
    expect(outside.mails).toEqual([]);
  },
);

test.skipIf(!folder)("real bounces of a mail of ours are shown on that mail", { timeout: 120_000 }, async () => {
  const agent = await world.member();
  const reports = (await Promise.all(mails.map((raw) => parseMail(raw)))).flatMap((parsed, i) => {
    const report = parsed.ok ? readBounce(parsed.mail) : undefined;
    const isBounce = parsed.ok && classifyMail(parsed.mail, { addresses: [], domains: [] }, "").kind === "bounce";
    const failed = isBounce && report?.recipients[0]?.action === "failed" && report.recipients.length === 1;
    return failed && report.originalMessageIds[0] ? [{ raw: mails[i]!, mailId: report.originalMessageIds[0] }] : [];
  });
  expect(reports.length).toBeGreaterThan(100);
  const sample = reports.filter((_, i) => i % 5 === 0);
  const sent = [];
  for (const { mailId } of sample) {
    const { customerId, matterId, email } = await world.matter();
    const to = { ns: "email" as const, value: email };
    const reply = await world.ok(contract.reply, agent, {
      customerId,
      matterId,
      channel: "email",
      to,
      text: "Tak.",
      seen: null,
      anyway: true,
    });
    await world.rows(
      "insert into conversations.mail_reference (mail_id, customer_id, message_id) values ($1, $2, $3) on conflict do nothing",
      mailId,
      customerId,
      reply.id,
    );
    sent.push(reply.id);
  }
  await world.settle();
  const before = await world.rows("select id from conversations.message");
  await bringAll(sample.map((one) => one.raw));
  expect(await world.rows("select id from conversations.message")).toHaveLength(before.length);
  const [bounced] = await world.rows<{ count: number }>(
    "select count(*) from conversations.message where id = any($1) and delivery_state = 'bounced' and delivery_detail <> ''",
    sent,
  );
  const distinct = new Set(sample.map((one) => one.mailId)).size;
  expect(bounced!.count).toBe(distinct);
});
