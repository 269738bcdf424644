import "./settings.css";
import "../customers/customers.css";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link, Navigate, Outlet, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "./me.tsx";
import { settingsGroups } from "./settings-groups.ts";

/** Settings: what the member may set, and the page that is open. */
export function Settings() {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const page = useParams({ strict: false }).page;
  const phone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  if (page === undefined && phone === false)
    return <Navigate to="/settings/$page" params={{ page: "profile" }} replace />;
  return (
    <div className="settings" data-open={page !== undefined}>
      {page === undefined && <h1 className="for-readers">{t("shell.settings")}</h1>}
      <nav className="settings-nav" aria-label={t("shell.settings")}>
        {settingsGroups.map(({ name, pages }) => {
          const mine = pages.filter(({ needs }) => needs === null || permissions.includes(needs));
          if (mine.length === 0) return null;
          return (
            <section key={name} aria-label={t(`settings.group.${name}`)}>
              <h2>{t(`settings.group.${name}`)}</h2>
              {mine.map(({ page: other }) => (
                <Link
                  key={other}
                  to="/settings/$page"
                  params={{ page: other }}
                  className="settings-link"
                  aria-current={other === page ? "page" : undefined}
                >
                  {t(`settings.page.${other}`)}
                </Link>
              ))}
            </section>
          );
        })}
      </nav>
      <div className="settings-page">
        {page !== undefined && (
          <Link to="/settings" className="settings-back">
            <IconArrowLeft size={18} aria-hidden />
            {t("shell.settings")}
          </Link>
        )}
        <Outlet />
      </div>
    </div>
  );
}
