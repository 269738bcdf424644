import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { useDo } from "../../../ui/src/query.ts";
import { Gate } from "./Gate.tsx";
import { EmailField, GateForm } from "./GateForm.tsx";

/** Ask for a mail with a link to set a new password. */
export function Reset() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const request = useDo(staff.requestReset, { done: () => setSent(true) });
  return (
    <Gate title={t("reset.title")} hint={t("reset.hint")}>
      {sent ? (
        <p role="status" className="gate-good">
          {t("reset.sent", { email })}
        </p>
      ) : (
        <GateForm
          submit={() => request.run({ email })}
          pending={request.pending}
          error={request.error}
          does={t("reset.do")}
        >
          <EmailField autoFocus value={email} change={setEmail} />
        </GateForm>
      )}
      <div className="gate-form">
        <Link to="/sign-in" className="gate-link">
          {t("reset.back")}
        </Link>
      </div>
    </Gate>
  );
}
