import { ActionIcon, FileButton, Loader, Tooltip } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Choose files to attach; paste and drop do the same. */
export function AttachButton({ waiting, add }: { waiting: number; add: (files: Iterable<File>) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <FileButton multiple onChange={add}>
        {(button) => (
          <Tooltip label={t("composer.attach")}>
            <ActionIcon {...button} size={32} aria-label={t("composer.attach")}>
              <IconPaperclip size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </FileButton>
      <span className="composer-hint" role="status">
        {waiting > 0 && (
          <>
            <Loader size={12} /> {t("composer.uploading", { count: waiting })}
          </>
        )}
      </span>
    </>
  );
}
