import { useTranslation } from "react-i18next";
import { languageTag } from "../../../../contract/language-tags.ts";

const codes = ["pl", "ro", "en", "uk", "de", "hu", "fr", "it", "es", "cs", "sk", "bg", "ru", "lt"] as const;

/** Names a language (ISO 639-1) in the language of the screen. */
export function useLanguageName(): (code: string) => string {
  const { i18n } = useTranslation();
  const names = new Intl.DisplayNames(languageTag(i18n.language), { type: "language" });
  return (code) => names.of(code) ?? code;
}

/** Languages that people speak, by their names in the language of the screen. */
export function useLanguageOptions(): { value: string; label: string }[] {
  const name = useLanguageName();
  return codes.map((value) => ({ value, label: name(value) }));
}
