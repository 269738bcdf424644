import { expect, test } from "vitest";
import { allCalls } from "../../../contract/all.ts";
import type { Call } from "../../../contract/http.ts";
import { roles } from "../../../contract/permissions.ts";
import { rooms } from "../../src/rooms.ts";
import { makeWorld } from "../world.ts";
import { chatAccess } from "./chat.ts";
import { conversationsAccess } from "./conversations.ts";
import { customersAccess } from "./customers.ts";
import { intakeAccess } from "./intake.ts";
import type { AccessMakers } from "./maker.ts";
import { staffAccess } from "./staff.ts";

const makers: AccessMakers = {
  ...staffAccess,
  ...customersAccess,
  ...intakeAccess,
  ...conversationsAccess,
  ...chatAccess,
};
const world = await makeWorld();

test("every call of the contract is served once, and has a maker of a valid request", () => {
  const declared = allCalls.map((call) => call.id as string).sort();
  const served = rooms.flatMap((room) => room.routes.map((route) => route.call.id as string)).sort();
  expect(served).toEqual(declared);
  expect(new Set(declared).size).toBe(declared.length);
  expect(Object.keys(makers).sort()).toEqual(declared);
});

const holders = async (call: Call): Promise<Set<string>> => {
  const { access } = call;
  if (access.kind !== "staff") return new Set(roles);
  const rows = await world.rows<{ role: string }>(
    "select role from staff.role_permission where permission = $1",
    access.permission,
  );
  return new Set(rows.map((row) => row.role));
};

const refused = {
  status: expect.toSatisfy((status: number) => status === 401 || status === 403),
  code: expect.stringMatching(/^not_(signed_in|allowed)$/),
};

test.each(allCalls.filter((call) => makers[call.id]).map((call) => [call.id, call] as const))(
  "%s",
  async (id, call) => {
    const valid = await makers[id]!(world);
    const entitled = await world.call(call, valid.as, valid.input);
    expect(entitled.status, `${id} by the entitled: ${JSON.stringify(entitled.body)}`).toBeLessThan(300);
    if (valid.secret !== undefined) expect(JSON.stringify(entitled.body)).toContain(valid.secret);

    const { kind } = call.access;
    if (kind === "public") return;
    expect(await world.call(call, null, valid.input), "nobody").toMatchObject({ ...refused, status: 401 });
    expect(await world.call(call, { bearer: "not-a-token" }, valid.input), "a made-up token").toMatchObject({
      ...refused,
      status: 401,
    });

    const stranger = await world.device();
    const answer = await world.call(call, stranger, valid.input);
    if (kind === "device") {
      const member = await world.member({ role: "administrator" });
      expect(await world.call(call, member, valid.input), "staff").toMatchObject(refused);
      if (valid.secret !== undefined) expect(JSON.stringify(answer.body)).not.toContain(valid.secret);
      if (call.path.includes(":")) expect(answer.status, "another customer's device").toBe(404);
      return;
    }
    expect(answer, "a customer").toMatchObject(refused);

    const allowed = await holders(call);
    for (const role of roles.filter((candidate) => !allowed.has(candidate))) {
      const member = await world.member({ role });
      expect(await world.call(call, member, valid.input), role).toMatchObject({ status: 403, code: "not_allowed" });
    }
    expect(allowed.size, `${id} is for nobody`).toBeGreaterThan(0);
  },
);
