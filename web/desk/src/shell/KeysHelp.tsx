import { Group, Kbd, Modal, Table } from "@mantine/core";
import { useDisclosure, useHotkeys, useOs, useWindowEvent } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { undoLast } from "../../../ui/src/parts/toast.tsx";
import { whenFree } from "../../../ui/src/parts/when-free.ts";
import { keysEvent, keyTable } from "./keys.ts";

/** The table of keys, by "?". */
export function KeysHelp() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const apple = ["macos", "ios"].includes(useOs());
  useHotkeys([
    ["z", whenFree(undoLast)],
    ["?", open],
    ["shift+?", open],
    ["shift+/", open],
  ]);
  useWindowEvent(keysEvent, open);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("keys.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {keyTable.map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Td>{t(does)}</Table.Td>
              <Table.Td>
                <Group gap={4} justify="flex-end">
                  {keys.map((key) => (
                    <Kbd key={key}>{key === "⌘" && !apple ? "Ctrl" : key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
