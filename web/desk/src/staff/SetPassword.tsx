import { Button, PasswordInput } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { useDo } from "../../../ui/src/query.ts";
import { Gate } from "./Gate.tsx";
import { tokenOf } from "./token.ts";
import { useEnter } from "./use-enter.ts";

/** Set a password by the link of an invitation or a reset. */
export function SetPassword() {
  const { t } = useTranslation();
  const enter = useEnter();
  const token = useLocation({ select: ({ hash }) => tokenOf(hash) });
  const [password, setPassword] = useState("");
  const set = useDo(staff.setPassword, { done: (me) => enter(me) });
  const spent = token === "" || set.error?.code === "link_not_valid";
  return (
    <Gate title={t("password.title")}>
      <form
        className="gate-form"
        onSubmit={(event) => {
          event.preventDefault();
          set.run({ token, password });
        }}
      >
        {(spent || set.error) && (
          <p role="alert" className="gate-error">
            {t(`refusal.${spent ? "link_not_valid" : (set.error?.code ?? "internal")}`)}
          </p>
        )}
        {spent ? (
          <Link to="/reset" className="gate-link">
            {t("password.ask_again")}
          </Link>
        ) : (
          <>
            <PasswordInput
              required
              withAsterisk={false}
              autoFocus
              size="md"
              autoComplete="new-password"
              label={t("password.new")}
              description={t("password.hint")}
              visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" size="md" loading={set.pending}>
              {t("password.do")}
            </Button>
          </>
        )}
      </form>
    </Gate>
  );
}
