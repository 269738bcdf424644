import { expect, test } from "vitest";
import { blockedValues } from "./blocked-values.ts";
import { identifiersOfEvent } from "./identifiers-of-event.ts";

const read = (ids: Parameters<typeof identifiersOfEvent>[0]) => identifiersOfEvent(ids, blockedValues());
const user = (value: string) => ({ ns: "user", value }) as const;
const device = (value: string) => ({ ns: "anonymous", value }) as const;

test("a browser's event is the browser's, a user's the user's", () => {
  expect(read({ type: "page", anonymousId: "b1" })).toEqual({ home: device("b1"), said: [] });
  expect(read({ type: "track", userId: 7 })).toEqual({ home: user("7"), said: [] });
  expect(read({ type: "identify", userId: "u1", anonymousId: "b1" })).toEqual({
    home: user("u1"),
    said: [{ home: device("b1"), id: user("u1"), how: "event" }],
  });
});

test("a placeholder is no id", () => {
  expect(read({ type: "identify", userId: null, anonymousId: "b1" })).toEqual({ home: device("b1"), said: [] });
  expect(read({ type: "identify", userId: "guest", anonymousId: "undefined" })).toEqual({ home: null, said: [] });
  expect(read({ type: "track" })).toEqual({ home: null, said: [] });
});

test.each(["?ajs_uid=u1&utm_source=mail", "?ajs_aid=b1"])("an id that the address %s brought is a claim", (search) => {
  expect(read({ type: "identify", userId: "u1", anonymousId: "b1", search })).toEqual({
    home: device("b1"),
    said: [{ home: device("b1"), id: user("u1"), how: "address" }],
  });
});

test("another's id in the address does not weaken a sign-in", () => {
  expect(read({ type: "page", userId: "u1", anonymousId: "b1", search: "?ajs_uid=u2" }).home).toEqual(user("u1"));
});

test("an alias joins the browser and only claims the former user id", () => {
  expect(read({ type: "alias", userId: "u1", previousId: "b1" })).toEqual({
    home: user("u1"),
    said: [
      { home: device("b1"), id: user("u1"), how: "event" },
      { home: user("u1"), id: user("b1"), how: "alias" },
    ],
  });
  expect(read({ type: "alias", userId: "u1", previousId: "u1", anonymousId: "b1" }).said).toHaveLength(1);
  expect(read({ type: "alias", userId: "u1", previousId: "null" }).said).toEqual([]);
});
