import { useSurroundings } from "../shared/surroundings.ts";
import type { Conversation } from "./conversation.ts";
import { useAction } from "./use-action.ts";

/** Asked before the conversation disappears from this browser. */
export function Forget({ chat, onDone }: { chat: Conversation; onDone: () => void }) {
  const { t } = useSurroundings();
  const { busy, error, run } = useAction();
  const forget = async () => {
    await chat.leave();
    onDone();
  };
  return (
    <div class="page">
      <p>{t("forgetHint")}</p>
      <button type="button" class="primary" aria-busy={busy} onClick={() => run(forget)}>
        {t("forget")}
      </button>
      <p class="error" role="alert">
        {error}
      </p>
    </div>
  );
}
