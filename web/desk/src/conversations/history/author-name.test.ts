import i18next from "i18next";
import { expect, test } from "vitest";
import { locales } from "../../../../ui/src/i18n.ts";
import { deskTexts } from "../../texts.ts";
import { authorName } from "./author-name.ts";

const id = "019b0000-0000-7000-8000-00000000c0de";

test.each([
  ["pl", "Gość c0de"],
  ["ro", "Vizitator c0de"],
  ["en", "Visitor c0de"],
] as const)("in %s a writer of whom nothing is known is %s", async (locale, said) => {
  expect(locales).toContain(locale);
  const speech = i18next.createInstance();
  await speech.init({ lng: locale, resources: { [locale]: { translation: await deskTexts(locale) } } });
  expect(authorName(speech.t, { kind: "customer", id, name: null, photo: null })).toBe(said);
  expect(authorName(speech.t, { kind: "customer", id, name: "Ewa", photo: null })).toBe("Ewa");
});
