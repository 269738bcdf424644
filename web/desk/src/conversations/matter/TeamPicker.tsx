import { Menu } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Matter } from "../../../../../contract/conversations.ts";
import { MenuChoice } from "../../../../ui/src/parts/MenuChoice.tsx";
import { useTeams } from "../../staff/use-people.ts";
import { PickButton } from "./PickButton.tsx";

interface Props {
  readonly matter: Matter;
  readonly disabled: boolean;
  readonly pick: (teamId: string | null) => void;
}

/** The team whose list the matter is on. */
export function TeamPicker({ matter, disabled, pick }: Props) {
  const { t } = useTranslation();
  const teams = useTeams();
  const team = teams.find(({ id }) => id === matter.teamId);
  if (teams.length === 0) return null;
  return (
    <Menu position="bottom-start" disabled={disabled}>
      <Menu.Target>
        <PickButton disabled={disabled} what={t("matter.team")} value={team?.name ?? t("matter.no_team")}>
          <IconUsersGroup size={15} stroke={1.7} aria-hidden />
        </PickButton>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {[{ id: null, name: t("matter.no_team") }, ...teams].map(({ id, name }) => (
          <MenuChoice
            key={id ?? "none"}
            value={id ?? "none"}
            checked={id === matter.teamId}
            pick={() => id !== matter.teamId && pick(id)}
          >
            {name}
          </MenuChoice>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
