import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** An address that the desk does not know. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <main className="state-page">
      <h1>{t("shell.missing")}</h1>
      <p>{t("shell.missing_hint")}</p>
      <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
        {t("shell.home")}
      </Button>
    </main>
  );
}

/** A screen that broke: what is kept, and the way on. */
export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <main className="state-page" role="alert">
      <h1>{t("shell.broken")}</h1>
      <p>{t("shell.broken_hint")}</p>
      <code>{error instanceof Error ? error.message : String(error)}</code>
      <Button variant="default" onClick={() => location.reload()}>
        {t("common.retry")}
      </Button>
    </main>
  );
}
