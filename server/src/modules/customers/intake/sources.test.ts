import { expect, test } from "vitest";
import * as contract from "../../../../../contract/intake.ts";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const boss = await world.member({ role: "administrator" });

test("a source gets a key of its own, by which events come in", async () => {
  const source = await world.ok(contract.addSource, boss, { name: " Sklep ", trusted: true });
  expect(source).toMatchObject({ name: "Sklep", trusted: true, active: true, lastEventAt: null });
  expect(source.writeKey).toMatch(/^[a-z2-9]{24}$/);
  await intake.batch(source.writeKey, [track("s-1")]);
  expect(await intake.written("s-1")).toHaveLength(1);
  const { items } = await world.ok(contract.sources, boss, {});
  expect(items).toMatchObject([{ id: source.id, lastEventAt: world.now.toISOString() }]);
});

test("a source is renamed, switched off and trusted no more; its key stays", async () => {
  const { id: sourceId, writeKey } = await world.ok(contract.addSource, boss, { name: "Aplikacja", trusted: true });
  const changed = await world.ok(contract.changeSource, boss, { sourceId, name: "App", trusted: false, active: false });
  expect(changed).toMatchObject({ id: sourceId, writeKey, name: "App", trusted: false, active: false });
  expect(await world.ok(contract.changeSource, boss, { sourceId })).toEqual(changed);
});

test("two sources have not the same name", async () => {
  const [a, b] = [await intake.source({ name: "Jeden" }), await intake.source({ name: "Dwa" })];
  expect(await world.call(contract.addSource, boss, { name: a.name, trusted: false })).toMatchObject({
    code: "name_taken",
  });
  expect(await world.call(contract.changeSource, boss, { sourceId: b.id, name: a.name })).toMatchObject({
    code: "name_taken",
  });
});

test("a source that is not there is not changed", async () => {
  const sourceId = "019b0000-0000-7000-8000-000000000009";
  expect(await world.call(contract.changeSource, boss, { sourceId, name: "x" })).toMatchObject({ code: "not_found" });
});
