import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { useDo } from "../../../ui/src/query.ts";
import { Gate } from "./Gate.tsx";

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
        <form
          className="gate-form"
          onSubmit={(event) => {
            event.preventDefault();
            request.run({ email });
          }}
        >
          {request.error && (
            <p role="alert" className="gate-error">
              {t(`refusal.${request.error.code}`)}
            </p>
          )}
          <TextInput
            type="email"
            required
            withAsterisk={false}
            autoFocus
            size="md"
            autoComplete="username"
            label={t("sign_in.email")}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={request.pending}>
            {t("reset.do")}
          </Button>
        </form>
      )}
      <div className="gate-form">
        <Link to="/sign-in" className="gate-link">
          {t("reset.back")}
        </Link>
      </div>
    </Gate>
  );
}
