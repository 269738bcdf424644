import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { mailsTo, tokenIn } from "../../../../test/mails.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();

const request = async (email: string) => {
  const answer = await world.call(contract.requestReset, null, { email });
  await world.settle();
  return { status: answer.status, body: answer.body };
};

test.each([
  ["en", "a new password"],
  ["pl", "nowe hasło"],
  ["ro", "o parolă nouă"],
] as const)("a link goes out in the member's language: %s", async (locale, words) => {
  const { email, name } = await world.member({ locale });
  expect(await request(` ${email.toUpperCase()}`)).toEqual({ status: 200, body: {} });
  const [mail, ...more] = await mailsTo(world, email);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe(`Domowa: ${words}`);
  expect(mail?.text).toContain(name);
  expect(tokenIn(mail?.text)).not.toBe("");
});

test("the answer for an address that nobody has is the same, and no mail goes out", async () => {
  const gone = await world.member();
  await world.rows("update staff.member set active = false where id = $1", gone.id);
  for (const email of ["nobody@staff.example", gone.email]) {
    expect(await request(email)).toEqual({ status: 200, body: {} });
    expect(await mailsTo(world, email)).toEqual([]);
  }
});

test("at most three mails an hour to one member", async () => {
  const { email } = await world.member();
  for (let i = 0; i < 5; i++) await request(email);
  expect(await mailsTo(world, email)).toHaveLength(3);
  world.now = new Date(world.now.getTime() + 3_600_000);
  await request(email);
  expect(await mailsTo(world, email)).toHaveLength(4);
});

test.each(["\u0000", "a\u0000b@staff.example", "no address", "", "\ud800@staff.example"])(
  "what is no address (%j) is answered the same and leaves no job that can only fail",
  async (email) => {
    const jobs = () => world.rows("select id from graphile_worker.jobs where task_identifier = 'staff-reset'");
    const answer = await world.call(contract.requestReset, null, { email });
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: {} });
    expect(await jobs()).toEqual([]);
  },
);
