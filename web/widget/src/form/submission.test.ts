import { expect, test } from "vitest";
import { type Answer, OtherSide } from "../../test/other-side.ts";
import { createApi } from "../shared/api.ts";
import { Failure } from "../shared/failure.ts";
import { translator } from "../shared/language.ts";
import { emptyLetter, errorsOf, lookOver, toInput } from "./letter.ts";
import { Submission } from "./submission.ts";

const letter = { ...emptyLetter, name: " Ewa ", email: "ewa@x.pl", text: "The lamp is broken" };
let elapsed = 3_000;
const make = () => toInput(letter, { site: "main", locale: "pl", elapsed });

async function desk() {
  const answers: Answer[] = [];
  const side = await OtherSide.open(() => answers.shift() ?? { body: { number: 4821 } });
  const keys = () => side.asked.map((one) => one.headers["idempotency-key"]);
  return { side, answers, keys, submission: new Submission(createApi(side.origin)) };
}

test("a double click sends once", async () => {
  const { side, submission } = await desk();
  await using _ = side;
  expect(await Promise.all([submission.send(letter, make), submission.send(letter, make)])).toEqual([4821, 4821]);
  expect(side.asked).toHaveLength(1);
  expect(side.asked[0]).toMatchObject({
    path: "/api/forms/main/messages",
    body: { name: "Ewa", email: "ewa@x.pl", text: "The lamp is broken", locale: "pl", elapsed: 3_000 },
  });
  expect(side.body<object>(0)).not.toHaveProperty("phone");
});

test("after a lost answer the very same request goes again, though time has passed", async () => {
  const { side, answers, keys, submission } = await desk();
  await using _ = side;
  answers.push({ cut: true });
  await expect(submission.send(letter, make)).rejects.toMatchObject({ code: "network" });
  elapsed = 9_000;
  await submission.send(letter, make);
  expect(keys()[1]).toBe(keys()[0]);
  expect(side.body(1)).toEqual(side.body(0));
});

test("changed words, or words that were refused, are another request", async () => {
  const { side, answers, keys, submission } = await desk();
  await using _ = side;
  answers.push({ cut: true }, { status: 422, body: { code: "spam" } });
  await expect(submission.send(letter, make)).rejects.toThrow();
  await expect(submission.send({ ...letter, text: "More" }, make)).rejects.toMatchObject({ code: "spam" });
  await submission.send({ ...letter, text: "More" }, make);
  expect(new Set(keys()).size).toBe(3);
});

test("what a person would see to be wrong is said at its field before anything is sent", () => {
  const t = translator("en");
  expect(Object.keys(lookOver(emptyLetter, t))).toEqual(["name", "email", "text"]);
  expect(Object.keys(lookOver({ ...letter, email: "ewa@", phone: "12" }, t))).toEqual(["email", "phone"]);
  expect(lookOver({ ...letter, phone: "+48 600 700 800" }, t)).toEqual({});
});

test("a refusal stands at the field it is about", () => {
  const t = translator("en");
  expect(Object.keys(errorsOf(new Failure("bad_identifier", 422), t))).toEqual(["email"]);
  expect(Object.keys(errorsOf(new Failure("bad_input", 400, null, ["phone"]), t))).toEqual(["phone"]);
  expect(errorsOf(new Failure("internal", 500), t)).toEqual({
    form: "Something went wrong (internal). Please try again.",
  });
});
