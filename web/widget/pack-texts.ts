import type { Plugin } from "vite";
import { texts } from "./src/shared/texts/all.ts";

const between = "|";

/** The module `texts/all.ts` with the keys written once and a line of texts for each language in their order. */
export function packed(): string {
  const languages = Object.entries(texts);
  const keys = [...new Set(languages.flatMap(([, its]) => Object.keys(its)))];
  const line = (its: Readonly<Record<string, string | undefined>>) => {
    const values = keys.map((key) => its[key] ?? "");
    if (values.some((text) => text.includes(between))) throw new Error(`a text contains ${between}`);
    return JSON.stringify(values.join(between));
  };
  return `const keys = ${JSON.stringify(keys.join(between))}.split("${between}");
const unpack = (line) => {
  const values = line.split("${between}");
  return Object.fromEntries(keys.map((key, at) => [key, values[at]]));
};
export const texts = {${languages.map(([locale, its]) => `${locale}: unpack(${line(its)})`).join(",\n")}};`;
}

/** Build with `packed()` in place of the module. */
export const packTexts = (): Plugin => ({
  name: "pack-texts",
  load: (id) => (id.endsWith("/shared/texts/all.ts") ? { code: packed(), moduleType: "js" } : null),
});
