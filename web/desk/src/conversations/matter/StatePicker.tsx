import { Menu } from "@mantine/core";
import { IconCircle, IconCircleCheck, IconHourglass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Matter, MatterState } from "../../../../../contract/conversations.ts";
import { MenuChoice } from "../../../../ui/src/parts/MenuChoice.tsx";
import { PickButton } from "./PickButton.tsx";

const icons = { open: IconCircle, waiting: IconHourglass, closed: IconCircleCheck } as const;

interface Props {
  readonly matter: Matter;
  readonly disabled: boolean;
  readonly pick: (state: MatterState) => void;
}

/** Open, waiting for the customer, closed. */
export function StatePicker({ matter, disabled, pick }: Props) {
  const { t } = useTranslation();
  const Icon = icons[matter.state];
  return (
    <Menu position="bottom-start" disabled={disabled}>
      <Menu.Target>
        <PickButton disabled={disabled} what={t("matter.state")} value={t(`state.${matter.state}`)}>
          <Icon size={15} stroke={1.8} aria-hidden />
        </PickButton>
      </Menu.Target>
      <Menu.Dropdown>
        {MatterState.options.map((state) => {
          const StateIcon = icons[state];
          return (
            <MenuChoice
              key={state}
              value={state}
              checked={state === matter.state}
              icon={<StateIcon size={16} stroke={1.7} aria-hidden />}
              pick={() => state !== matter.state && pick(state)}
            >
              {t(`state.${state}`)}
            </MenuChoice>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
