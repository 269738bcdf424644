import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth";
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { nameServer } from "../../../../test/name-server.ts";
import { makeWorld } from "../../../../test/world.ts";
import { authenticateMail } from "./authenticate-mail.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const dns = await nameServer({
  "k1._domainkey.bank.example": `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`,
  "_dmarc.bank.example": "v=DMARC1; p=reject",
  "bank.example": "v=spf1 ip4:203.0.113.5 -all",
  "_dmarc.shop.example": "v=DMARC1; p=reject",
});
const world = await makeWorld({ settings: { MAIL_DNS: dns } });
await world.mailAddress({ address: "pomoc@splot.example.com" });
const agent = await world.member();

const dkim = { domainName: "bank.example", keySelector: "k1", privateKey: pem };
const made = async (over: object = {}, keys: object | null = dkim): Promise<Buffer> => {
  const transport = createTransport({ streamTransport: true, buffer: true, ...(keys ? { dkim: keys } : {}) } as never);
  const mail = { from: "ola@bank.example", to: "pomoc@splot.example.com", subject: "Lampa", text: "Jest?", ...over };
  return ((await transport.sendMail(mail)) as unknown as { message: Buffer }).message;
};

const outsideIp = { ip: "203.0.113.5", helo: "mx.bank.example", envelopeFrom: "ola@bank.example" };
const viaMta = { ip: "127.0.0.1", helo: "mta", envelopeFrom: "ola@bank.example" };
const elsewhere = { ...outsideIp, ip: "198.51.100.7" };

test.each([
  ["signed by its domain, through our own mail server", made(), viaMta, "pass"],
  ["signed by its domain, straight from anywhere", made(), elsewhere, "pass"],
  ["unsigned, straight from its domain's server", made({}, null), outsideIp, "pass"],
  ["unsigned, straight from elsewhere", made({}, null), elsewhere, "fail"],
  ["unsigned, through our own mail server, which cannot say", made({}, null), viaMta, "none"],
  ["signed by another domain than that of its sender", made({ from: "ola@shop.example" }), viaMta, "none"],
  ["from a domain without a policy", made({ from: "ola@nowhere.example" }), elsewhere, "none"],
] as const)("a mail %s", async (_, raw, envelope, verdict) => {
  expect(await authenticateMail(await raw, envelope, world.house.settings)).toBe(verdict);
});

test("a signed mail that was changed on its way vouches for nothing", async () => {
  const changed = Buffer.from((await made()).toString().replace("Jest?", "Oddaj!"));
  expect(await authenticateMail(changed, elsewhere, world.house.settings)).not.toBe("pass");
});

test("a signature over a part of the body vouches for nothing", async () => {
  const plain = await made({}, null);
  const signed = await dkimSign(plain, {
    signatureData: [{ signingDomain: "bank.example", selector: "k1", privateKey: pem, maxBodyLength: 3 }],
  } as never);
  const raw = Buffer.concat([Buffer.from(signed.signatures), plain]);
  expect(await authenticateMail(raw, viaMta, world.house.settings)).toBe("none");
});

test("a mail for which its domain vouches proves the address, and finds the person who proved it before", async () => {
  const mail = { envelope: { from: "ola@bank.example", to: ["pomoc@splot.example.com"] } };
  const before = await world.customer({ name: "Ola Nowak", proved: { email: "ola@bank.example" } });
  await world.inbound({ ...mail, raw: await made() });
  const [line] = (await world.ok(contract.inbox, agent, {})).items;
  expect(line!.customer.id).toBe(before);
  const { items } = await world.ok(contract.messages, agent, { customerId: line!.customerId, matterId: line!.id });
  expect(items[0]!.identifier).toMatchObject({ value: "ola@bank.example", standing: "proved" });
});

test("an unsigned mail in a known customer's name is a stranger's beside the customer", async () => {
  const victim = await world.customer({ name: "Ewa Lis", proved: { email: "ewa@bank.example" } });
  await world.inbound({
    from: "Ewa Lis <ewa@bank.example>",
    to: "pomoc@splot.example.com",
    subject: "Hasło",
    text: "Proszę o hasło.",
  });
  const [line] = (await world.ok(contract.inbox, agent, {})).items;
  expect(line!.customer.id).not.toBe(victim);
  const detail = await world.ok(contract.get, agent, { customerId: line!.customerId, matterId: line!.id });
  expect(detail.claims).toMatchObject([{ customer: { id: victim }, ns: "email", value: "ewa@bank.example" }]);
});

test("two authors in From prove nothing", async () => {
  const raw = await made({ from: ["iza@bank.example", "jan@bank.example"] });
  await world.inbound({ envelope: { from: "iza@bank.example", to: ["pomoc@splot.example.com"] }, raw });
  expect(await world.rows("select 1 from customers.link where value = 'iza@bank.example' and how = 'mail'")).toEqual(
    [],
  );
});
