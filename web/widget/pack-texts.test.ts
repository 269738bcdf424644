import { expect, test } from "vitest";
import { packed } from "./pack-texts.ts";
import { texts } from "./src/shared/texts/all.ts";

test("the packed texts are the texts", async () => {
  const module: { texts: typeof texts } = await import(`data:text/javascript,${encodeURIComponent(packed())}`);
  for (const locale of ["en", "pl", "ro"] as const)
    expect(Object.fromEntries(Object.entries(module.texts[locale]).filter(([, text]) => text !== ""))).toEqual(
      texts[locale],
    );
});
