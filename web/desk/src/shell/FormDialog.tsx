import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Refused } from "../../../ui/src/api.ts";

interface Props {
  readonly title: string;
  readonly close: () => void;
  readonly submit: () => void;
  readonly pending: boolean;
  readonly error: Refused | null;
  readonly does: string;
  readonly children: ReactNode;
}

/** A form in a dialog: fields, the reason where it was refused, one button that does it. */
export function FormDialog({ title, close, submit, pending, error, does, children }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          {children}
          {error !== null && (
            <span role="alert" className="form-error">
              {t(`refusal.${error.code}`)}
            </span>
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={pending}>
              {does}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
