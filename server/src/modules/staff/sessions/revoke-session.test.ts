import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { beginSession } from "./begin-session.ts";

const world = await makeWorld();

/** A member at the desk with a second session on a phone. */
const withPhone = async () => {
  const desk = await world.member();
  const token = await world.as({ kind: "system", name: "test" }, (ctx) => beginSession(ctx, desk.id));
  const phone = { cookie: `splot_session=${token}` };
  const { items } = await world.ok(contract.sessions, desk, {});
  return { desk, phone, items, phoneSession: items.find((session) => !session.current)!.id };
};

test("one's own sessions are listed, this one marked", async () => {
  const { items, desk } = await withPhone();
  expect(items).toHaveLength(2);
  expect(items.filter((session) => session.current)).toMatchObject([{ id: desk.id, userAgent: "test" }]);
});

test("a session is ended from another and its cookie is useless at once", async () => {
  const { desk, phone, phoneSession } = await withPhone();
  expect((await world.call(contract.me, phone, {})).status).toBe(200);
  await world.ok(contract.revokeSession, desk, { sessionId: phoneSession });
  expect((await world.call(contract.me, phone, {})).code).toBe("not_signed_in");
  expect((await world.call(contract.me, desk, {})).status).toBe(200);
  expect((await world.call(contract.revokeSession, desk, { sessionId: phoneSession })).code).toBe("not_found");
});

test("nobody ends a colleague's session", async () => {
  const { phone, phoneSession } = await withPhone();
  const colleague = await world.member({ role: "administrator" });
  expect(await world.call(contract.revokeSession, colleague, { sessionId: phoneSession })).toMatchObject({
    status: 404,
  });
  expect((await world.call(contract.me, phone, {})).status).toBe(200);
});
