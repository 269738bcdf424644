import { useEffect, useRef, useState } from "preact/hooks";
import { Field } from "../shared/Field.tsx";
import { Failure } from "../shared/failure.ts";
import { Icon } from "../shared/icons.tsx";
import { failureText } from "../shared/language.ts";
import { useSurroundings } from "../shared/surroundings.ts";
import { emptyLetter, errorsOf, type Letter, type LetterErrors, lookOver, toInput } from "./letter.ts";
import { Submission } from "./submission.ts";

/** The contact form of a page: sent once, thanked for with the matter's number, its text kept when it cannot be sent. */
export function ContactForm({ anonymousId }: { anonymousId: () => string | undefined }) {
  const { api, clock, site, locale, t } = useSurroundings();
  const [letter, setLetter] = useState(emptyLetter);
  const [errors, setErrors] = useState<LetterErrors>({});
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<{ readonly number: number; readonly email: string } | null>(null);
  const [submission] = useState(() => new Submission(api));
  const shownAt = useRef(clock.now());
  const form = useRef<HTMLFormElement>(null);
  const thanks = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (sent !== null) thanks.current?.focus();
  }, [sent]);
  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [errors]);

  const send = async () => {
    if (busy) return;
    const seen = lookOver(letter, t);
    setErrors(seen);
    if (Object.keys(seen).length > 0) return;
    setBusy(true);
    try {
      const id = anonymousId();
      const number = await submission.send(letter, () =>
        toInput(letter, {
          site,
          locale,
          page: location.href.slice(0, 2000),
          elapsed: clock.now() - shownAt.current,
          ...(id === undefined ? {} : { anonymousId: id }),
        }),
      );
      setSent({ number, email: letter.email.trim() });
      setLetter({ ...emptyLetter, name: letter.name, email: letter.email, phone: letter.phone });
    } catch (error) {
      setErrors(error instanceof Failure ? errorsOf(error, t) : { form: failureText(t, "other") });
    } finally {
      setBusy(false);
    }
  };

  if (sent !== null)
    return (
      <div class="contact thanks" tabIndex={-1} ref={thanks}>
        <span class="done">
          <Icon name="check" />
        </span>
        <h2>{t("thanks")}</h2>
        <p>{t("thanksNumber", { n: sent.number, email: sent.email })}</p>
        <button
          type="button"
          class="link"
          onClick={() => {
            shownAt.current = clock.now();
            setSent(null);
          }}
        >
          {t("again")}
        </button>
      </div>
    );

  const bind = (name: keyof Letter) => ({
    name,
    value: letter[name],
    error: errors[name] ?? null,
    onValue: (value: string) => {
      setLetter((now) => ({ ...now, [name]: value }));
      setErrors(({ [name]: _, form: __, ...rest }) => rest);
    },
  });

  return (
    <form
      class="contact"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="pair">
        <Field {...bind("name")} label={t("name")} required autocomplete="name" maxLength={120} />
        <Field {...bind("email")} label={t("email")} required type="email" autocomplete="email" maxLength={254} />
      </div>
      <div class="pair">
        <Field {...bind("phone")} label={t("phone")} type="tel" autocomplete="tel" maxLength={40} />
        <Field {...bind("subject")} label={t("subject")} maxLength={300} />
      </div>
      <Field {...bind("text")} label={t("message")} required rows={6} maxLength={20_000} />
      <div class="trap" aria-hidden="true">
        <input
          name="website"
          tabIndex={-1}
          autocomplete="off"
          value={letter.website}
          onInput={(event) => bind("website").onValue(event.currentTarget.value)}
        />
      </div>
      <p class="error" role="alert">
        {errors.form}
      </p>
      <button type="submit" class="primary" aria-busy={busy}>
        {t(busy ? "sending" : "send")}
      </button>
    </form>
  );
}
