import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { openHouse } from "../../../platform/open-house.ts";
import { rooms } from "../../../rooms.ts";
import { hashPassword } from "../passwords/password.ts";

const world = await makeWorld();
const filesDir = await mkdtemp(join(tmpdir(), "splot-files-"));
const { settings, log } = world.house;
const other = await openHouse({
  settings,
  log,
  rooms,
  databaseUrl: world.databaseUrl,
  filesDir,
  clock: () => world.now,
});
afterAll(async () => {
  await other.close();
  await rm(filesDir, { recursive: true });
});

const password = "lampa nad stołem";
const here = (email: string, tried: string) => world.call(contract.signIn, null, { email, password: tried });
const there = async (email: string, tried: string) => {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ email, password: tried });
  const answer = await fetch(`${other.address}/api/sessions`, { method: "POST", headers, body });
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
};
const withPassword = async () => {
  const { id, email } = await world.member();
  await world.rows("update staff.member set password_hash = $2 where id = $1", id, await hashPassword(password));
  return email;
};

test("the eleventh try within ten minutes is refused by every process, right or wrong, and later allowed again", async () => {
  const email = await withPassword();
  const tries = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? here : there)(email, `wrong ${i}`)));
  expect(tries.map((answer) => answer.code)).toEqual(Array(10).fill("wrong_credentials"));
  expect(await there(email, password)).toMatchObject({ status: 429, code: "too_many_requests" });
  const refused = await here(` ${email.toUpperCase()}`, password);
  expect(refused).toMatchObject({ status: 429, body: { retryAfter: 600 } });
  expect(refused.headers.get("retry-after")).toBe("600");
  world.now = new Date(world.now.getTime() + 10 * 60_000);
  expect((await here(email, password)).status).toBe(200);
});

test("signing in clears what was tried before", async () => {
  const email = await withPassword();
  await there(email, "wrong");
  await there(email, password);
  expect(await world.rows("select 1 from staff.wrong_try")).toEqual([]);
});

test("an address that nobody has is counted the same way", async () => {
  for (let i = 0; i < 10; i++) expect((await there("nobody@staff.example", "x")).code).toBe("wrong_credentials");
  expect((await there("nobody@staff.example", "x")).code).toBe("too_many_requests");
});
