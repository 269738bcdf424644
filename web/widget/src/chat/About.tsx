import { useState } from "preact/hooks";
import type { ChatThread } from "../../../../contract/chat.ts";
import { looksLikeEmail } from "../shared/email.ts";
import { Field } from "../shared/Field.tsx";
import { Icon } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";
import type { Conversation } from "./conversation.ts";
import { useAction } from "./use-action.ts";

interface AboutProps {
  readonly chat: Conversation;
  readonly thread: ChatThread | null;
  readonly onProve: () => void;
  readonly onDone: () => void;
}

/** Who the customer is: a name, the addresses that are proved here, and the one that was only typed. */
export function About({ chat, thread, onProve, onDone }: AboutProps) {
  const { t } = useSurroundings();
  const [name, setName] = useState(thread?.name ?? "");
  const [email, setEmail] = useState(thread?.claimed ?? "");
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, error, run } = useAction();
  const proved = thread?.proved ?? [];
  const claimed = thread?.claimed ?? null;

  const save = () => {
    const named = name.trim() === "" ? {} : { name: name.trim() };
    const addressed = email.trim() === "" ? {} : { email: email.trim() };
    if (addressed.email !== undefined && !looksLikeEmail(addressed.email)) return setWrong(t("error_bad_identifier"));
    if (named.name === undefined && addressed.email === undefined) return setWrong(t("missing"));
    run(async () => {
      await chat.introduce({ ...named, ...addressed });
      onDone();
    });
  };

  return (
    <form
      class="page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p>{t("aboutHint")}</p>
      {proved.map((address) => (
        <p class="address" key={address}>
          <b>{address}</b>
          <span class="mark">
            <Icon name="check" />
            {t("isProved")}
          </span>
        </p>
      ))}
      {claimed !== null && !proved.includes(claimed) && (
        <p class="address">
          <b>{claimed}</b>
          <span class="mark">{t("notProved")}</span>
          <button type="button" class="link" onClick={onProve}>
            {t("confirm")}
          </button>
        </p>
      )}
      <Field name="name" autocomplete="name" maxLength={120} label={t("name")} value={name} onValue={setName} />
      <Field
        name="email"
        type="email"
        autocomplete="email"
        maxLength={254}
        label={t("email")}
        value={email}
        onValue={(value) => {
          setEmail(value);
          setWrong(null);
        }}
        error={wrong ?? error}
      />
      <button type="submit" class="primary" aria-busy={busy}>
        {t("save")}
      </button>
    </form>
  );
}
