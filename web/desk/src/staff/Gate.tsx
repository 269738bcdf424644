import "./gate.css";
import { UnstyledButton } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { channelLooks } from "../../../ui/src/channels.ts";
import { localeNames, locales, speak } from "../../../ui/src/i18n.ts";
import { brand } from "../../../ui/src/theme.ts";
import { Mark } from "../shell/Mark.tsx";

/** The strands of all channels, coming together. */
function Strands() {
  const hues = [channelLooks.form, channelLooks.email, channelLooks.chat, channelLooks.phone, channelLooks.branch];
  return (
    <svg className="gate-strands" viewBox="0 0 1200 120" preserveAspectRatio="none" aria-hidden>
      <title>{brand.product}</title>
      {hues.map(({ hue }, at) => (
        <path
          key={hue}
          stroke={hue}
          d={`M0 ${12 + at * 24} C260 ${12 + at * 24} 320 ${108 - at * 24} 600 ${60 + (at - 2) * 5} S940 ${12 + ((at * 2) % 5) * 24} 1200 ${12 + ((at * 3 + 1) % 5) * 24}`}
        />
      ))}
    </svg>
  );
}

function Languages() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className="gate-languages">
      <legend className="for-readers">{t("shell.language")}</legend>
      {locales.map((locale) => (
        <UnstyledButton
          key={locale}
          lang={locale}
          className="gate-language"
          aria-pressed={i18n.language === locale}
          onClick={() => speak(locale)}
        >
          {localeNames[locale]}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

/** The frame of the pages before one is signed in: mark, title, choice of language. */
export function Gate({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  useDocumentTitle(`${title} · ${brand.product}`);
  return (
    <div className="gate">
      <Strands />
      <main className="gate-inner">
        <div className="gate-mark">
          <Mark size={34} />
          <span>{brand.product}</span>
          <Languages />
        </div>
        <h1>{title}</h1>
        {hint !== undefined && <p className="gate-hint">{hint}</p>}
        {children}
      </main>
    </div>
  );
}
