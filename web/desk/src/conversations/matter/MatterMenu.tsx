import { ActionIcon, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowsJoin2, IconArrowsSplit2, IconDots, IconLink, IconUserShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import { told } from "../../../../ui/src/parts/toast.tsx";
import { useCan } from "../../shell/me.tsx";
import { JoinDialog } from "./JoinDialog.tsx";
import { MoveDialog } from "./MoveDialog.tsx";
import { useUnjoin } from "./use-join.ts";

/** What is done seldom: split, join, move, copy the address. */
export function MatterMenu({ detail, split }: { detail: MatterDetail; split: () => void }) {
  const { t } = useTranslation();
  const [joining, join] = useDisclosure();
  const [moving, move] = useDisclosure();
  const unjoin = useUnjoin(detail.matter);
  const manages = useCan("conversations.manage");
  const copy = () =>
    void navigator.clipboard
      .writeText(`${location.origin}/m/${detail.matter.number}`)
      .then(() => told(t("common.copied")));
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon size={34} aria-label={t("matter.more")}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={copy}>
            {t("matter.copy_link")}
          </Menu.Item>
          {manages && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconArrowsSplit2 size={16} />} onClick={split}>
                {t("matter.split")}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowsJoin2 size={16} />} onClick={join.open}>
                {t("matter.join")}
              </Menu.Item>
              <Menu.Item leftSection={<IconUserShare size={16} />} onClick={move.open}>
                {t("matter.move")}
              </Menu.Item>
              {detail.joined.map((other) => (
                <Menu.Item key={other.id} onClick={() => unjoin(other)}>
                  {t("matter.unjoin", { number: other.number })}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {joining && <JoinDialog detail={detail} close={join.close} />}
      {moving && <MoveDialog detail={detail} close={move.close} />}
    </>
  );
}
