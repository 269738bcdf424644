import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { Refused } from "../api.ts";

let lastUndo: (() => void) | undefined;

/** Undo what the last toast told of, as its button would; nothing when that is past. */
export function undoLast(): void {
  lastUndo?.();
}

/** Say that something was done, with one way back instead of a question before. */
export function told(message: string, undo?: () => void): void {
  const back = () => {
    lastUndo = undefined;
    notifications.hide(id);
    undo?.();
  };
  lastUndo = undo === undefined ? undefined : back;
  const id = notifications.show({
    onClose: () => {
      if (lastUndo === back) lastUndo = undefined;
    },
    message: (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm">{message}</Text>
        {undo !== undefined && (
          <Button variant="subtle" size="compact-sm" onClick={back}>
            {i18next.t("common.undo")}
          </Button>
        )}
      </Group>
    ),
    autoClose: undo === undefined ? 4000 : 10_000,
    withBorder: true,
    closeButtonProps: { "aria-label": i18next.t("common.close") },
  });
}

/** Say why something was not done, in the person's language, with the code. */
export function toldRefusal(error: Refused): void {
  notifications.show({
    id: `refusal-${error.code}`,
    color: "red",
    title: i18next.t(`refusal.${error.code}`),
    message: error.requestId === null ? error.code : `${error.code} · ${error.requestId}`,
    withBorder: true,
    closeButtonProps: { "aria-label": i18next.t("common.close") },
  });
}
