import { useState } from "preact/hooks";
import { looksLikeEmail } from "../shared/email.ts";
import { Field } from "../shared/Field.tsx";
import { Icon } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";
import type { Conversation } from "./conversation.ts";
import { useAction } from "./use-action.ts";

interface ProveProps {
  readonly chat: Conversation;
  /** An address that was typed before and waits for its proof. */
  readonly known: string;
  readonly onDone: () => void;
}

/** Prove an address by a mailed code, so that what belongs to it appears on this device. */
export function Prove({ chat, known, onDone }: ProveProps) {
  const { t } = useSurroundings();
  const [email, setEmail] = useState(known);
  const [code, setCode] = useState("");
  const [place, setPlace] = useState<"email" | "code" | { readonly found: number }>("email");
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, error, clear, run } = useAction();

  const request = () => {
    if (!looksLikeEmail(email)) return setWrong(t("error_bad_identifier"));
    run(async () => {
      await chat.requestCode(email.trim());
      setCode("");
      setPlace("code");
    });
  };
  const prove = (digits: string) => run(async () => setPlace({ found: await chat.prove(email.trim(), digits) }));
  const write = (value: string) => {
    const digits = value.replace(/\D/g, "").slice(0, 6);
    setCode(digits);
    clear();
    if (digits.length === 6 && digits !== code) prove(digits);
  };

  if (typeof place === "object")
    return (
      <div class="page" role="status">
        <span class="done">
          <Icon name="check" />
        </span>
        <p>{t("proved", { email: email.trim(), n: place.found })}</p>
        <button type="button" class="primary" onClick={onDone}>
          {t("back")}
        </button>
      </div>
    );

  return (
    <form
      class="page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (place === "email") request();
        else if (code.length === 6) prove(code);
      }}
    >
      {place === "email" ? (
        <>
          <p>{t("proveHint")}</p>
          <Field
            key="email"
            name="email"
            type="email"
            autocomplete="email"
            maxLength={254}
            required
            label={t("email")}
            value={email}
            onValue={(value) => {
              setEmail(value);
              setWrong(null);
            }}
            error={wrong ?? error}
          />
        </>
      ) : (
        <>
          <p role="status">{t("codeSent", { email: email.trim() })}</p>
          <Field
            key="code"
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={12}
            required
            label={t("code")}
            value={code}
            onValue={write}
            error={error}
          />
        </>
      )}
      <button type="submit" class="primary" aria-busy={busy}>
        {t(place === "email" ? "sendCode" : "confirm")}
      </button>
      {place === "code" && (
        <p class="row">
          <button type="button" class="link" onClick={request}>
            {t("sendCode")}
          </button>
          <button type="button" class="link" onClick={() => setPlace("email")}>
            {t("otherEmail")}
          </button>
        </p>
      )}
    </form>
  );
}
