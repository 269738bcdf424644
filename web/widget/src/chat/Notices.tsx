import { useSurroundings } from "../shared/surroundings.ts";
import { type ChatState, wantsAddress } from "./conversation.ts";

interface NoticesProps {
  readonly state: ChatState;
  readonly staffed: boolean;
  readonly onLeaveAddress: () => void;
}

/** What the customer must know before writing: the line is cut, or nobody is at the desk and where we will answer. */
export function Notices({ state, staffed, onLeaveAddress }: NoticesProps) {
  const { t } = useSurroundings();
  const address = state.thread?.proved[0] ?? state.thread?.claimed ?? null;
  return (
    <div class="notices" role="status">
      {!state.reachable && <p class="lost">{t("lost")}</p>}
      {state.reachable && !staffed && (
        <p class="away">
          {address === null ? t("awayAsk") : t("awayMail", { email: address })}{" "}
          {address === null && (
            <button type="button" class="link" onClick={onLeaveAddress}>
              {t("leaveAddress")}
            </button>
          )}
        </p>
      )}
      {state.reachable && staffed && wantsAddress(state) && (
        <p class="ask">
          <button type="button" class="link" onClick={onLeaveAddress}>
            {t("leaveAddress")}
          </button>
        </p>
      )}
    </div>
  );
}
