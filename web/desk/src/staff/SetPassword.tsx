import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { useDo } from "../../../ui/src/query.ts";
import { Gate } from "./Gate.tsx";
import { GateForm, PasswordField } from "./GateForm.tsx";
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
  if (spent)
    return (
      <Gate title={t("password.title")}>
        <div className="gate-form">
          <p role="alert" className="gate-error">
            {t("refusal.link_not_valid")}
          </p>
          <Link to="/reset" className="gate-link">
            {t("password.ask_again")}
          </Link>
        </div>
      </Gate>
    );
  return (
    <Gate title={t("password.title")}>
      <GateForm
        submit={() => set.run({ token, password })}
        pending={set.pending}
        error={set.error}
        does={t("password.do")}
      >
        <PasswordField autoFocus fresh label={t("password.new")} value={password} change={setPassword} />
      </GateForm>
    </Gate>
  );
}
