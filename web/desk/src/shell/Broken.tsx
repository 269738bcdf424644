import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Nothing } from "../../../ui/src/parts/states.tsx";

/** An address that the desk does not know. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Nothing title={t("shell.missing")} hint={t("shell.missing_hint")}>
      <Button variant="default" size="xs" mt={6} renderRoot={(props) => <Link to="/" {...props} />}>
        {t("shell.home")}
      </Button>
    </Nothing>
  );
}

/** A screen that broke: what is kept, and the way on. */
export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Nothing title={t("shell.broken")} hint={t("shell.broken_hint")}>
        <code className="section-none">{error instanceof Error ? error.message : String(error)}</code>
        <Button variant="default" size="xs" mt={6} onClick={() => location.reload()}>
          {t("common.retry")}
        </Button>
      </Nothing>
    </div>
  );
}
