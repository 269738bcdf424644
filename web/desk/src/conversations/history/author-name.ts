import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../../../contract/conversations.ts";
import { customerName } from "../../customers/name.ts";

/** What the writer of a message is called; somebody of whom nothing is known as in every list: "visitor" and a mark. */
export const authorName = (t: TFunction, { kind, id, name }: Message["author"]): string =>
  kind === "customer" && id !== null
    ? customerName(t, { id, name, email: null, phone: null })
    : (name ?? t(`thread.author_${kind}`));

/** The same in the language of the screen. */
export function useAuthorName(): (author: Message["author"]) => string {
  const { t } = useTranslation();
  return (author) => authorName(t, author);
}
