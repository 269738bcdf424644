import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const outside = await world.mailbox();
const agent = await world.member({ name: "Ania Kot" });

test("a note is for colleagues: nobody's turn changes and nothing leaves the house", async () => {
  const matter = await world.matter();
  await world.ok(contract.change, agent, { ...matter, version: 1, state: "closed" });
  const note = await world.ok(contract.note, agent, { ...matter, text: " Oddzwonić do Oli. " });
  expect(note).toMatchObject({
    kind: "note",
    direction: "internal",
    text: "Oddzwonić do Oli.",
    author: { name: "Ania Kot" },
  });
  const { matter: after } = await world.ok(contract.get, agent, matter);
  expect(after).toMatchObject({ state: "closed", lastChannel: "form", version: 2 });
  await world.settle();
  expect(outside.mails).toEqual([]);
  expect(await world.call(contract.note, agent, { ...matter, text: " " })).toMatchObject({ code: "empty_message" });
});
