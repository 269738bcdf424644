import type { Texts } from "./i18n.ts";

/** The texts of the design system itself: channels, refusals, times, the thread. */
export const uiTexts: Texts = async (locale) => {
  if (locale === "pl") return (await import("./locales/pl.json", { with: { type: "json" } })).default;
  if (locale === "ro") return (await import("./locales/ro.json", { with: { type: "json" } })).default;
  return (await import("./locales/en.json", { with: { type: "json" } })).default;
};
