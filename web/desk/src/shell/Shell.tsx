import "./shell.css";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LAYERS } from "../../../ui/src/theme.ts";
import { useConnected, useTopics } from "../../../ui/src/use-live.tsx";
import { LeftoversDialog } from "../customers/LeftoversDialog.tsx";
import { KeysHelp } from "./KeysHelp.tsx";
import { useMe } from "./me.tsx";
import { Rail } from "./Rail.tsx";
import { Search } from "./Search.tsx";

/** The frame around every room: rail, search, a calm line when there is no connection. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  useTopics(`member:${useMe().id}`, "staff");
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        {t("shell.skip")}
      </a>
      <Rail />
      <div className="shell-room">
        <CutOff />
        <main id="main" tabIndex={-1}>
          {children}
          <div id={LAYERS.slice(1)} />
        </main>
      </div>
      <Search />
      <KeysHelp />
      <LeftoversDialog />
    </div>
  );
}

/** Shown only when a cut lasts longer than a reconnect usually takes. */
function CutOff() {
  const { t } = useTranslation();
  const connected = useConnected();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (connected) return setLate(false);
    const timer = setTimeout(() => setLate(true), 700);
    return () => clearTimeout(timer);
  }, [connected]);
  return (
    <div role="status" className="shell-status">
      {late && !connected && (
        <div className="shell-cut">
          <IconPlugConnectedX size={16} aria-hidden />
          {t("shell.offline")}
        </div>
      )}
    </div>
  );
}
