import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { addDemoPerson, addDemoToken } from "./demo.ts";

const system = { kind: "system", name: "seed" } as const;
const person = {
  name: "Ewa Żak",
  email: "ewa@domowa.example",
  languages: ["pl"],
  locale: "pl",
  branchId: null,
  teamId: null,
  role: "agent",
  password: "pokaz-domowa-1",
} as const;

const withDemo = async (demo: boolean) => {
  const world = await makeWorld({ settings: { demo } });
  const { id } = await world.as(system, (ctx) => addDemoPerson(ctx, { ...person, languages: ["pl"] }));
  await world.as(system, (ctx) => addDemoToken(ctx, id));
  await world.member({ name: "A real colleague" });
  const welcome = await world.ok(contract.welcome, null, {});
  const byToken = (headers?: Record<string, string>) => world.call(contract.me, { bearer: "demo" }, {}, headers);
  return { world, id, welcome, byToken };
};

test("the demo lists its own people, with a password that works, and nobody else", async () => {
  const { world, id, welcome } = await withDemo(true);
  expect(welcome.demo).toEqual([
    { name: person.name, email: person.email, role: "agent", password: person.password, photo: null },
  ]);
  const { email, password } = welcome.demo[0]!;
  expect(await world.ok(contract.signIn, null, { email, password })).toMatchObject({ id });
});

test("the demo's token works from this machine only", async () => {
  const { byToken } = await withDemo(true);
  expect((await byToken()).status).toBe(200);
  expect((await byToken({ "x-forwarded-for": "203.0.113.7" })).code).toBe("not_signed_in");
});

test("outside the demo nobody is listed and the demo's token opens nothing", async () => {
  const { welcome, byToken } = await withDemo(false);
  expect(welcome.demo).toEqual([]);
  expect((await byToken()).code).toBe("not_signed_in");
});
