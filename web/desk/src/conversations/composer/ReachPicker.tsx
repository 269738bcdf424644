import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Reach } from "../../../../../contract/conversations.ts";
import { channelLook } from "../../../../ui/src/channels.ts";
import { MenuChoice } from "../../../../ui/src/parts/MenuChoice.tsx";
import { StandingMark } from "../../../../ui/src/parts/StandingMark.tsx";
import { PickButton } from "../matter/PickButton.tsx";
import { reachKey } from "./reach.ts";

interface Props {
  readonly reach: readonly Reach[];
  readonly way: Reach;
  readonly pick: (key: string) => void;
}

/** By which channel to which identifier the answer goes; each choice says what is proved and who is there now. */
export function ReachPicker({ reach, way, pick }: Props) {
  const { t } = useTranslation();
  const look = channelLook(way.channel);
  const Icon = look.icon;
  return (
    <Menu position="top-start" width={340}>
      <Menu.Target>
        <PickButton what={t("composer.by")} value={label(way, t(look.name))}>
          <Icon size={15} stroke={1.9} color={look.hue} aria-hidden />
        </PickButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("composer.by")}</Menu.Label>
        {reach.map((other) => {
          const otherLook = channelLook(other.channel);
          const OtherIcon = otherLook.icon;
          const key = reachKey(other);
          return (
            <MenuChoice
              key={key}
              value={key}
              checked={key === reachKey(way)}
              icon={<OtherIcon size={16} stroke={1.8} color={otherLook.hue} aria-hidden />}
              aside={
                other.channel === "chat" ? <Online online={other.online} /> : <StandingMark standing={other.standing} />
              }
              pick={() => pick(key)}
            >
              <span className="reach-label">
                <span>{t(otherLook.name)}</span>
                {other.channel !== "chat" && <span title={other.value}>{other.value}</span>}
              </span>
            </MenuChoice>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whether the customer's chat is connected now. */
export function Online({ online }: { online: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="online" data-online={online}>
      {online ? t("composer.online") : t("composer.offline")}
    </span>
  );
}

const label = ({ channel, value }: Reach, name: string): string => (channel === "chat" ? name : `${name} · ${value}`);
