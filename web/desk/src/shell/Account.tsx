import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconKeyboard, IconLogout, IconMoon, IconSun, IconSunMoon, IconUser } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { localeNames, locales, speak } from "../../../ui/src/i18n.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { MenuChoice } from "../../../ui/src/parts/MenuChoice.tsx";
import { toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { keyOf, useDo } from "../../../ui/src/query.ts";
import { forgetOutbox } from "../conversations/outbox.ts";
import { openKeys } from "./keys.ts";
import { useMe } from "./me.tsx";

const schemes = [
  { value: "auto", icon: IconSunMoon },
  { value: "light", icon: IconSun },
  { value: "dark", icon: IconMoon },
] as const;

/** The member's own menu: profile, language, light or dark, keys, the way out. */
export function Account() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const change = useDo(staff.changeMe, {
    before: ({ locale }) => {
      if (locale !== undefined) void speak(locale);
      return undefined;
    },
    done: (next) => cache.setQueryData(keyOf(staff.me, {}), next),
    failed: toldRefusal,
  });
  const signOut = useDo(staff.signOut, {
    done: () => {
      forgetOutbox();
      void navigate({ to: "/sign-in" }).then(() => cache.clear());
    },
    failed: toldRefusal,
  });
  return (
    <Menu position="right-end" width={230}>
      <Menu.Target>
        <UnstyledButton className="rail-me" title={t("shell.account", { name: me.name })}>
          <span className="for-readers">{t("shell.account", { name: me.name })}</span>
          <Face name={me.name} photo={me.photo} size={34} kind="member" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name} · {t(`role.${me.role}`)}
        </Menu.Label>
        <Menu.Item component={Link} to="/settings/profile" leftSection={<IconUser size={16} />}>
          {t("shell.profile")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openKeys}>
          {t("shell.keys")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("shell.language")}</Menu.Label>
        {locales.map((locale) => (
          <MenuChoice
            key={locale}
            lang={locale}
            value={locale}
            checked={i18n.language === locale}
            pick={() => change.run({ locale })}
          >
            {localeNames[locale]}
          </MenuChoice>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("shell.look")}</Menu.Label>
        {schemes.map(({ value, icon: Icon }) => (
          <MenuChoice
            key={value}
            stays
            value={value}
            checked={colorScheme === value}
            icon={<Icon size={16} aria-hidden />}
            pick={() => setColorScheme(value)}
          >
            {t(`shell.look_${value}`)}
          </MenuChoice>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.run({})}>
          {t("shell.sign_out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
