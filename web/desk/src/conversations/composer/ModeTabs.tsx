import { UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconBuildingStore, IconNote, IconPhone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Mode } from "./draft.ts";

const modes = [
  { mode: "reply", icon: IconArrowBackUp },
  { mode: "note", icon: IconNote },
  { mode: "phone", icon: IconPhone },
  { mode: "branch", icon: IconBuildingStore },
] as const;

/** Answer, note, or record a phone call or a talk in the branch. */
export function ModeTabs({ mode, pick }: { mode: Mode; pick: (mode: Mode) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="modes">
      <legend className="for-readers">{t("composer.kind")}</legend>
      {modes.map(({ mode: other, icon: Icon }) => (
        <UnstyledButton
          key={other}
          className="mode"
          aria-pressed={mode === other}
          title={t(`composer.mode_why.${other}`)}
          onClick={() => pick(other)}
        >
          <Icon size={15} stroke={1.8} aria-hidden />
          <span>{t(`composer.mode.${other}`)}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
