import { useTranslation } from "react-i18next";
import { useTypists } from "../../../../ui/src/use-live.tsx";
import { useMe } from "../../shell/me.tsx";

/** "Anna is writing…": the customer, or colleagues at the same matter. */
export function Typing({ matterId, customer }: { matterId: string; customer: string | null }) {
  const { t } = useTranslation();
  const me = useMe();
  const typists = useTypists(`matter:${matterId}`).filter((who) => who.kind === "customer" || who.name !== me.name);
  const names = typists.map((who) => who.name ?? customer ?? t("thread.the_customer"));
  return (
    <div className="typing" role="status">
      {names.length > 0 && (
        <>
          <span className="typing-dots" aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {t("thread.typing", { count: names.length, names: names.join(", ") })}
        </>
      )}
    </div>
  );
}
