import { UnstyledButton } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

/** What the sender quoted, behind "…". */
export function Folded({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="folded">
      <UnstyledButton
        className="folded-dots"
        aria-expanded={open}
        aria-controls={id}
        aria-label={open ? t("thread.hide_quote") : t("thread.show_quote")}
        title={open ? t("thread.hide_quote") : t("thread.show_quote")}
        onClick={() => setOpen(!open)}
      >
        •••
      </UnstyledButton>
      <div id={id} hidden={!open} className="folded-content">
        {children}
      </div>
    </div>
  );
}
