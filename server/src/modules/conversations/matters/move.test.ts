import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();

const texts = async (matter: { customerId: string; matterId: string }) =>
  (await world.ok(contract.messages, agent, matter)).items.map((message) => message.text).toReversed();

test("matters of different customers are not joined, but one can be moved to the other customer, and back", async () => {
  const mine = await world.matter({ name: "Ola Nowak", text: "Moje" });
  const other = await world.customer({ name: "Jan Kos" });
  const theirs = await world.matter({ customerId: other, text: "Jego" });
  const joining = { customerId: other, matterId: theirs.id, otherCustomerId: mine.customerId, otherId: mine.id };
  expect(await world.call(contract.join, agent, joining)).toMatchObject({ status: 409, code: "other_customer" });

  expect(await world.call(contract.move, agent, { ...mine, toCustomerId: mine.customerId })).toMatchObject({
    code: "same_person",
  });
  const moved = await world.ok(contract.move, agent, { ...mine, toCustomerId: other });
  expect(moved).toMatchObject({ customerId: other, subject: "Zielona lampa", state: "open", needsReply: true });
  const ref = { customerId: other, matterId: moved.id };
  expect(await texts(ref)).toEqual(["Moje"]);
  expect((await world.ok(contract.ofCustomer, agent, mine)).items).toEqual([]);
  expect((await world.ok(contract.ofCustomer, agent, ref)).items.map((line) => line.id).sort()).toEqual(
    [moved.id, theirs.id].sort(),
  );
  const [row] = await world.rows("select customer_id from conversations.message where id = $1", mine.messageId);
  expect(row).toEqual({ customer_id: mine.customerId });

  await world.ok(contract.unjoin, agent, { ...ref, otherCustomerId: mine.customerId, otherId: mine.id });
  expect((await world.ok(contract.ofCustomer, agent, mine)).items.map((line) => line.id)).toEqual([mine.id]);
  expect((await world.ok(contract.get, agent, ref)).matter.state).toBe("closed");
});
