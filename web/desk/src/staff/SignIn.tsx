import { UnstyledButton } from "@mantine/core";
import { Link, Navigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { Failed } from "../../../ui/src/parts/states.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { Gate } from "./Gate.tsx";
import { EmailField, GateForm, PasswordField } from "./GateForm.tsx";
import { useEnter } from "./use-enter.ts";

/** Sign in by address and password; in the demo also by a click on a person. */
export function SignIn() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: "/sign-in" });
  const enter = useEnter();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const welcome = useRead(staff.welcome, {});
  const signIn = useDo(staff.signIn, { done: (me) => enter(me, next) });
  if (welcome.data?.setUp === false) return <Navigate to="/owner" replace />;
  const demo = welcome.data?.demo ?? [];
  return (
    <Gate title={t("sign_in.title")} hint={welcome.data?.company ?? " "}>
      <GateForm
        submit={() => signIn.run({ email, password })}
        pending={signIn.pending}
        error={signIn.error}
        does={t("sign_in.do")}
        below={
          <Link to="/reset" className="gate-link">
            {t("sign_in.forgot")}
          </Link>
        }
      >
        <EmailField autoFocus value={email} change={setEmail} />
        <PasswordField fresh={false} label={t("sign_in.password")} value={password} change={setPassword} />
      </GateForm>
      {welcome.isError && <Failed error={welcome.error} retry={welcome.refetch} />}
      {demo.length > 0 && (
        <section className="gate-demo" aria-labelledby="demo">
          <h2 id="demo">{t("sign_in.demo")}</h2>
          <ul className="gate-people">
            {demo.map((person) => (
              <li key={person.email}>
                <UnstyledButton
                  className="gate-person"
                  disabled={signIn.pending}
                  onClick={() => {
                    setEmail(person.email);
                    setPassword(person.password);
                    signIn.run({ email: person.email, password: person.password });
                  }}
                >
                  <Face name={person.name} photo={person.photo} size={34} kind="member" />
                  <span>
                    <span className="gate-person-name">{person.name}</span>
                    <span className="gate-person-role">{t(`role.${person.role}`)}</span>
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Gate>
  );
}
