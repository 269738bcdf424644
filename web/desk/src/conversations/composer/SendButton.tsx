import { ActionIcon, Button, Group, Menu, Tooltip } from "@mantine/core";
import { IconChevronUp, IconSend2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Mode } from "./draft.ts";

/** The state of the matter after an answer. */
export type NextState = "waiting" | "open" | "closed";

interface Props {
  readonly mode: Mode;
  readonly disabled: boolean;
  readonly send: (next: NextState) => void;
}

/** Sends; an answer also with the choice of what becomes of the matter. */
export function SendButton({ mode, disabled, send }: Props) {
  const { t } = useTranslation();
  if (mode !== "reply")
    return (
      <Button disabled={disabled} color={mode === "note" ? "yellow.4" : "company"} onClick={() => send("open")}>
        {t(`composer.save.${mode}`)}
      </Button>
    );
  return (
    <Group gap={1} wrap="nowrap" className="send">
      <Tooltip label={t("composer.send_key")}>
        <Button disabled={disabled} leftSection={<IconSend2 size={16} stroke={1.8} />} onClick={() => send("waiting")}>
          {t("composer.send")}
        </Button>
      </Tooltip>
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon
            variant="filled"
            color="company"
            size={36}
            disabled={disabled}
            aria-label={t("composer.send_more")}
          >
            <IconChevronUp size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {(["waiting", "open", "closed"] as const).map((next) => (
            <Menu.Item key={next} onClick={() => send(next)}>
              {t(`composer.then.${next}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
