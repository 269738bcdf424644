import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The name of what is added or changed, where the dialog's typing begins. */
export function NameField({ value, change }: { value: string; change: (name: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      required
      data-autofocus
      maxLength={120}
      label={t("places.name")}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
