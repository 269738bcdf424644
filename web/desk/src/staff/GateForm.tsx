import { Button, PasswordInput, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Refused } from "../../../ui/src/api.ts";

interface FormProps {
  readonly submit: () => void;
  readonly pending: boolean;
  readonly error: Refused | null;
  readonly does: string;
  readonly children: ReactNode;
  /** Other ways, below the button. */
  readonly below?: ReactNode;
}

/** A form before one is signed in: why it was refused, its fields, one button that does it. */
export function GateForm({ submit, pending, error, does, children, below }: FormProps) {
  const { t } = useTranslation();
  return (
    <form
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {error !== null && (
        <p role="alert" className="gate-error">
          {t(`refusal.${error.code}`)}
        </p>
      )}
      {children}
      <Button type="submit" size="md" loading={pending}>
        {does}
      </Button>
      {below}
    </form>
  );
}

interface FieldProps {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** The address by which one signs in. */
export function EmailField({ value, change, ...rest }: FieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      {...rest}
      type="email"
      required
      withAsterisk={false}
      size="md"
      autoComplete="username"
      label={t("sign_in.email")}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** The password: the one there is, or (`fresh`) one that is being made up. */
export function PasswordField({
  label,
  fresh,
  value,
  change,
  ...rest
}: FieldProps & { label: string; fresh: boolean }) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...rest}
      required
      withAsterisk={false}
      size="md"
      autoComplete={fresh ? "new-password" : "current-password"}
      label={label}
      description={fresh && t("password.hint")}
      visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
