import { Menu } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  readonly value: string;
  readonly checked: boolean;
  readonly pick: () => void;
  readonly icon?: ReactNode;
  readonly aside?: ReactNode;
  /** The menu stays, because several groups of choices are in it. */
  readonly stays?: boolean;
  readonly lang?: string;
  readonly children: ReactNode;
}

/** One of several values in a menu, with a sign at the one that holds. */
export function MenuChoice({ value, checked, pick, icon, aside, stays = false, lang, children }: Props) {
  return (
    <Menu.RadioItem
      value={value}
      checked={checked}
      closeMenuOnClick={!stays}
      rightSection={aside}
      onChange={pick}
      {...(lang === undefined ? {} : { lang })}
    >
      <span className="menu-choice">
        {icon}
        <span>{children}</span>
      </span>
    </Menu.RadioItem>
  );
}
