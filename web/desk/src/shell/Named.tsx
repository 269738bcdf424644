import { Badge, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The name of something that can be changed by a click; says so where it is switched off. */
export function Named({ name, active = true, edit }: { name: string; active?: boolean; edit: () => void }) {
  const { t } = useTranslation();
  return (
    <span>
      <UnstyledButton className="named" onClick={edit}>
        {name}
      </UnstyledButton>
      {!active && (
        <Badge color="gray" ml={8}>
          {t("common.off")}
        </Badge>
      )}
    </span>
  );
}
