import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { MatterLine, Message } from "../../../../contract/conversations.ts";
import * as conversations from "../../../../contract/conversations.ts";
import { keyOf, type Pages } from "../../../ui/src/query.ts";
import { addMessage, lineOf, patchMatter } from "./matter-cache.ts";

const line = (id: string, more: Partial<MatterLine> = {}) =>
  ({ id, customerId: "c", state: "open", assigneeId: null, version: 1, unread: true, ...more }) as MatterLine;
const pages = <T>(...items: T[]): Pages<T> => ({ pages: [{ items, next: null }], pageParams: [null] });
const open = keyOf(conversations.inbox, { view: "all", state: "open" });
const unassigned = keyOf(conversations.inbox, { view: "unassigned" });
const mine = keyOf(conversations.inbox, { view: "mine" });

function cacheWith() {
  const cache = new QueryClient();
  for (const key of [open, unassigned, mine]) cache.setQueryData(key, pages(line("m1"), line("m2")));
  return cache;
}
const idsIn = (cache: QueryClient, key: [string, object]) =>
  cache.getQueryData<Pages<MatterLine>>(key)?.pages[0]?.items.map(({ id }) => id);

test("a closed matter leaves the list of open ones and comes back when undone", () => {
  const cache = cacheWith();
  const undo = patchMatter(cache, "m1", { state: "closed" }, "me");
  expect(idsIn(cache, open)).toEqual(["m2"]);
  undo();
  expect(idsIn(cache, open)).toEqual(["m1", "m2"]);
});

test("who takes a matter empties it from the unassigned; a colleague's leaves mine", () => {
  const cache = cacheWith();
  patchMatter(cache, "m1", { assigneeId: "me" }, "me");
  expect([idsIn(cache, unassigned), idsIn(cache, mine)]).toEqual([["m2"], ["m1", "m2"]]);
  patchMatter(cache, "m1", { assigneeId: "anna" }, "me");
  expect(idsIn(cache, mine)).toEqual(["m2"]);
});

test("a line already read is found for the head of its matter", () => {
  expect(lineOf(cacheWith(), "m2")?.id).toBe("m2");
  expect(lineOf(cacheWith(), "m9")).toBeUndefined();
});

test("an acknowledged message is added once, newest first", () => {
  const cache = new QueryClient();
  const where = { customerId: "c", matterId: "m" };
  const key = keyOf(conversations.messages, where);
  const message = (id: string) => ({ id }) as Message;
  addMessage(cache, where, message("a"));
  expect(cache.getQueryData(key)).toBeUndefined();
  cache.setQueryData(key, pages(message("a")));
  addMessage(cache, where, message("b"));
  addMessage(cache, where, message("b"));
  expect(cache.getQueryData<Pages<Message>>(key)?.pages[0]?.items.map(({ id }) => id)).toEqual(["b", "a"]);
});
