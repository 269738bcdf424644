import "./gate.css";
import { Group, UnstyledButton } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { localeNames, locales, speak } from "../../../ui/src/i18n.ts";
import { brand } from "../../../ui/src/theme.ts";
import { Mark } from "../shell/Mark.tsx";

/** The frame of the pages before one is signed in: mark, title, choice of language. */
export function Gate({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  useDocumentTitle(`${title} · ${brand.product}`);
  return (
    <div className="gate">
      <main className="gate-inner">
        <div className="gate-mark">
          <Mark size={34} />
          <span>{brand.product}</span>
        </div>
        <h1>{title}</h1>
        {hint !== undefined && <p className="gate-hint">{hint}</p>}
        {children}
      </main>
      <Group component="footer" gap={4} justify="center" className="gate-languages" aria-label={t("shell.language")}>
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
      </Group>
    </div>
  );
}
