import { ActionIcon } from "@mantine/core";
import { IconDownload, IconFile, IconPhoto, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { bytes } from "../numbers.ts";

interface FileLine {
  readonly fileId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** Files of a message, each a download; with `remove`, files of a message being written. */
export function Files({
  files,
  href,
  remove,
}: {
  files: readonly FileLine[];
  href?: (file: FileLine) => string;
  remove?: (file: FileLine) => void;
}) {
  const { t, i18n } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label={t("thread.files", { count: files.length })}>
      {files.map((file) => {
        const Icon = file.type.startsWith("image/") ? IconPhoto : IconFile;
        const inner = (
          <>
            <Icon size={16} stroke={1.6} aria-hidden />
            <span className="files-name">{file.name}</span>
            <span className="files-size">{bytes(file.size, i18n.language)}</span>
            {href !== undefined && <IconDownload size={14} aria-hidden />}
          </>
        );
        return (
          <li key={file.fileId}>
            {href === undefined ? (
              <span className="files-file">{inner}</span>
            ) : (
              <a className="files-file" href={href(file)} download={file.name}>
                {inner}
              </a>
            )}
            {remove !== undefined && (
              <ActionIcon
                size="sm"
                aria-label={t("thread.remove_file", { name: file.name })}
                onClick={() => remove(file)}
              >
                <IconX size={13} />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
}
