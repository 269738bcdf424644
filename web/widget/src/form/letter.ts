import type { Input } from "../shared/calls.ts";
import { looksLikeEmail } from "../shared/email.ts";
import type { Failure } from "../shared/failure.ts";
import { failureText, type Translate } from "../shared/language.ts";

/** What the visitor fills in; `website` is the trap for machines. */
export interface Letter {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly subject: string;
  readonly text: string;
  readonly website: string;
}

export type LetterErrors = { readonly [F in keyof Letter | "form"]?: string };

export const emptyLetter: Letter = { name: "", email: "", phone: "", subject: "", text: "", website: "" };

/** What a person would see to be wrong before sending. The server decides about the rest. */
export function lookOver(letter: Letter, t: Translate): LetterErrors {
  return {
    ...(letter.name.trim() === "" ? { name: t("missing") } : {}),
    ...(letter.email.trim() === ""
      ? { email: t("missing") }
      : looksLikeEmail(letter.email)
        ? {}
        : { email: t("error_bad_identifier") }),
    ...(letter.phone.trim() === "" || letter.phone.replace(/\D/g, "").length >= 6
      ? {}
      : { phone: t("error_bad_identifier") }),
    ...(letter.text.trim() === "" ? { text: t("missing") } : {}),
  };
}

/** Where the server's refusal belongs: at the field it is about, else below the form. */
export function errorsOf(failure: Failure, t: Translate): LetterErrors {
  const text = failureText(t, failure.code);
  if (failure.code === "bad_identifier" || failure.code === "identifier_blocked")
    return failure.fields.includes("phone") ? { phone: text } : { email: text };
  const field = failure.fields.find((name) => Object.hasOwn(emptyLetter, name) && name !== "website");
  return field === undefined ? { form: text } : { [field]: text };
}

/** The call's input: optional fields that were left empty are not sent. */
export const toInput = (
  letter: Letter,
  about: Pick<Input<"submitForm">, "site" | "locale" | "page" | "anonymousId" | "elapsed">,
): Input<"submitForm"> => ({
  ...about,
  name: letter.name.trim(),
  email: letter.email.trim(),
  text: letter.text.trim(),
  ...(letter.phone.trim() === "" ? {} : { phone: letter.phone.trim() }),
  ...(letter.subject.trim() === "" ? {} : { subject: letter.subject.trim() }),
  ...(letter.website === "" ? {} : { website: letter.website }),
});
