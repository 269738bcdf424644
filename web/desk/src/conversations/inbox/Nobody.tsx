import { Kbd, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Mark } from "../../shell/Mark.tsx";

/** Beside the list while no matter is open. */
export function Nobody() {
  const { t } = useTranslation();
  return (
    <section className="inbox-nobody" aria-label={t("inbox.none_open")}>
      <Mark size={40} />
      <Text c="dimmed">{t("inbox.none_open")}</Text>
      <Text size="xs" c="dimmed">
        <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> {t("inbox.keys_move")} · <Kbd size="xs">↵</Kbd>{" "}
        {t("inbox.keys_open")} · <Kbd size="xs">?</Kbd> {t("inbox.keys_all")}
      </Text>
    </section>
  );
}
