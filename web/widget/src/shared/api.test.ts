import { expect, test } from "vitest";
import { type Answer, OtherSide } from "../../test/other-side.ts";
import { addressOf, createApi } from "./api.ts";

async function ask(answer: Answer) {
  await using side = await OtherSide.open(() => answer);
  return await createApi(side.origin).call("thread", {}, { token: "t" });
}

test("path parameters are escaped; the rest of a reading is its query", async () => {
  expect(addressOf("https://s.example", "/widget/:site", { site: "a/../b?c" }).pathname).toBe(
    "/api/widget/a%2F..%2Fb%3Fc",
  );
  await using side = await OtherSide.open(() => ({}));
  await createApi(side.origin).call("config", { site: "main", locale: "pl" });
  expect(side.asked[0]?.path).toBe("/api/widget/main?locale=pl");
});

test.each([
  ["a problem document", { status: 422, body: { code: "spam" } }, { code: "spam", status: 422, passing: false }],
  ["its fields", { status: 400, body: { code: "bad_input", issues: [{ path: ["email"] }] } }, { fields: ["email"] }],
  ["a brake in the header", { status: 429, headers: { "retry-after": "3" } }, { wait: 3_000, passing: true }],
  ["a brake in the document", { status: 429, body: { code: "too_many_requests", retryAfter: 4 } }, { wait: 4_000 }],
  ["a page of some proxy", { status: 502, body: "<html>" }, { code: "http", passing: true }],
  ["a broken line", { cut: true }, { code: "network", status: 0, passing: true }],
] satisfies [string, Answer, object][])("%s is told as a failure", async (_, answer, failure) => {
  await expect(ask(answer)).rejects.toMatchObject(failure);
});
