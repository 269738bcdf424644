import { copyFile, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, expect, test } from "vitest";
import { makeWorld } from "../../../../test/world.ts";
import { smtpPort } from "./smtp-service.ts";

const pem = (name: string) => new URL(`../../../../test/certificates/${name}.pem`, import.meta.url);
const folder = await mkdtemp(join(tmpdir(), "splot-certificate-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = join(folder, "mail.pem");
await copyFile(pem("one"), file);

const world = await makeWorld({ settings: { SMTP_CERT: file, SMTP_KEY: file } });
const plain = await makeWorld();
const ours = await world.mailAddress();
const oursPlain = await plain.mailAddress();

/** Send by TLS to a server that must hold this certificate, or not at all; without one named, in the clear. */
const send = async (to: typeof world, address: string, certificate?: string) => {
  const tls = certificate && {
    requireTLS: true,
    tls: { ca: await readFile(pem(certificate)), servername: `${certificate}.splot.example` },
  };
  const transport = createTransport({ host: "127.0.0.1", port: smtpPort(to.house)!, ...(tls || { ignoreTLS: true }) });
  try {
    await transport.sendMail({ from: "ola@poczta.example.com", to: address, subject: "Lampa", text: "Jest?" });
  } finally {
    transport.close();
  }
};
const stored = (of: typeof world) => of.rows("select 1 from conversations.mail_in");

test("with a certificate mail comes by STARTTLS, and without TLS too", async () => {
  await send(world, ours.address, "one");
  await send(world, ours.address);
  expect(await stored(world)).toHaveLength(2);
});

test("without a certificate no TLS is offered, rather than one that anybody could imitate", async () => {
  await expect(send(plain, oursPlain.address, "one")).rejects.toThrow();
  expect(await stored(plain)).toEqual([]);
});

test("a renewed certificate is in use at the next connection; files that cannot be used change nothing", async () => {
  const touch = (minutes: number) => utimes(file, new Date(), new Date(Date.now() + minutes * 60_000));
  await writeFile(file, "half a certificate");
  await touch(1);
  await send(world, ours.address, "one");
  await copyFile(pem("two"), file);
  await touch(2);
  await send(world, ours.address, "two");
  await expect(send(world, ours.address, "one")).rejects.toThrow();
});

test("with files that cannot be read no mail is taken, and the rest of the product runs", async () => {
  const broken = await makeWorld({ settings: { SMTP_CERT: "/nowhere.pem", SMTP_KEY: "/nowhere.key" } });
  expect(smtpPort(broken.house)).toBeUndefined();
  expect((await fetch(`${broken.url}/health/live`)).status).toBe(200);
});
