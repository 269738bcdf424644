import { expect, test } from "vitest";
import { makeWorld } from "../../../../test/world.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { issueCode } from "./issue-code.ts";
import { redeemCode } from "./redeem-code.ts";
import { provedOn } from "./visible-leaves.ts";

const world = await makeWorld();
let n = 0;
const address = (): Identifier => ({ ns: "email", value: `anna${++n}@poczta.example.pl` });
const system = { kind: "system", name: "test" } as const;
const issue = (deviceId: string, id: Identifier) => world.as(system, (ctx) => issueCode(ctx, deviceId, id));
const redeem = async (deviceId: string, id: Identifier, code: string) =>
  (await world.as(system, (ctx) => redeemCode(ctx, deviceId, id, code)))?.code ?? "proved";
const proved = (deviceId: string) => world.as(system, (ctx) => provedOn(ctx, deviceId));
const pass = (seconds: number) => {
  world.now = new Date(world.now.getTime() + seconds * 1000);
};
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("a code proves the address on the device it was asked for, once", async () => {
  const [device, stranger] = [await world.device(), await world.device()];
  const id = address();
  const code = (await issue(device.id, id))!;
  expect(code).toMatch(/^\d{6}$/);
  expect(await redeem(stranger.id, id, code)).toBe("code_expired");
  expect(await redeem(device.id, id, code)).toBe("proved");
  expect(await proved(device.id)).toEqual([id]);
  expect(await redeem(device.id, id, code)).toBe("code_expired");
});

test("the code itself is stored nowhere", async () => {
  const device = await world.device();
  const code = (await issue(device.id, address()))!;
  const [row] = await world.rows(
    "select row_to_json(c)::text as all from customers.code c where device_id = $1",
    device.id,
  );
  expect(row?.all).not.toContain(code);
});

test("five wrong tries spend the code, and each of them counts although it is refused", async () => {
  const device = await world.device();
  const id = address();
  const code = (await issue(device.id, id))!;
  for (let tries = 0; tries < 5; tries += 1) expect(await redeem(device.id, id, other(code))).toBe("code_wrong");
  expect(await redeem(device.id, id, code)).toBe("code_expired");
  expect(await proved(device.id)).toEqual([]);
});

test("a code is good for ten minutes", async () => {
  const device = await world.device();
  const id = address();
  const code = (await issue(device.id, id))!;
  pass(599);
  expect(await redeem(device.id, id, other(code))).toBe("code_wrong");
  pass(1);
  expect(await redeem(device.id, id, code)).toBe("code_expired");
});

test("a newer code replaces the one before", async () => {
  const device = await world.device();
  const id = address();
  const first = (await issue(device.id, id))!;
  pass(60);
  const second = (await issue(device.id, id))!;
  if (first !== second) expect(await redeem(device.id, id, first)).toBe("code_wrong");
  expect(await redeem(device.id, id, second)).toBe("proved");
});

test("an address gets one code a minute and five an hour, from whatever devices", async () => {
  const id = address();
  const sent: boolean[] = [];
  for (let n = 0; n < 7; n += 1) {
    const device = await world.device();
    sent.push((await issue(device.id, id)) !== null);
    expect(await issue((await world.device()).id, id)).toBeNull();
    pass(60);
  }
  expect(sent).toEqual([true, true, true, true, true, false, false]);
  pass(3600);
  expect(await issue((await world.device()).id, id)).not.toBeNull();
});

test("a device gets one code a minute and five an hour, for whatever addresses", async () => {
  const device = await world.device();
  const sent: boolean[] = [];
  for (let n = 0; n < 7; n += 1) {
    sent.push((await issue(device.id, address())) !== null);
    expect(await issue(device.id, address())).toBeNull();
    pass(60);
  }
  expect(sent).toEqual([true, true, true, true, true, false, false]);
});
