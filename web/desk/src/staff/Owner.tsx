import { TextInput } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Locale } from "../../../../contract/http.ts";
import * as staff from "../../../../contract/staff.ts";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { Gate } from "./Gate.tsx";
import { EmailField, GateForm, PasswordField } from "./GateForm.tsx";
import { tokenOf } from "./token.ts";
import { useEnter } from "./use-enter.ts";

/** The first owner takes a new installation by the link printed at its first start. */
export function Owner() {
  const { t, i18n } = useTranslation();
  const enter = useEnter();
  const token = useLocation({ select: ({ hash }) => tokenOf(hash) });
  const [fields, setFields] = useState({ company: "", name: "", email: "", password: "" });
  const welcome = useRead(staff.welcome, {});
  const claim = useDo(staff.claimOwnership, { done: (me) => enter(me) });
  const field = (name: "company" | "name") => ({
    label: t(`owner.${name}`),
    required: true,
    withAsterisk: false,
    size: "md" as const,
    value: fields[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  if (welcome.data?.setUp === true)
    return (
      <Gate title={t("owner.taken")} hint={t("owner.taken_hint")}>
        <div className="gate-form">
          <Link to="/sign-in" className="gate-link">
            {t("sign_in.title")}
          </Link>
        </div>
      </Gate>
    );
  if (token === "")
    return (
      <Gate title={t("owner.title")}>
        <p className="gate-good">{t("owner.no_token")}</p>
      </Gate>
    );
  return (
    <Gate title={t("owner.title")} hint={t("owner.hint")}>
      <GateForm
        submit={() => claim.run({ token, ...fields, locale: Locale.catch("en").parse(i18n.language) })}
        pending={claim.pending}
        error={claim.error}
        does={t("owner.do")}
      >
        <TextInput {...field("company")} autoFocus autoComplete="organization" />
        <TextInput {...field("name")} autoComplete="name" />
        <EmailField value={fields.email} change={(email) => setFields({ ...fields, email })} />
        <PasswordField
          fresh
          label={t("owner.password")}
          value={fields.password}
          change={(password) => setFields({ ...fields, password })}
        />
      </GateForm>
    </Gate>
  );
}
