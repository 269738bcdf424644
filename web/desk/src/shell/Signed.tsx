import { useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import * as staff from "../../../../contract/staff.ts";
import { speak } from "../../../ui/src/i18n.ts";
import { Failed } from "../../../ui/src/parts/states.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { brand } from "../../../ui/src/theme.ts";
import { LiveProvider } from "../../../ui/src/use-live.tsx";
import { resumeOutbox } from "../conversations/outbox.ts";
import { makeReadAgain } from "./hints.ts";
import { Mark } from "./Mark.tsx";
import { MeProvider } from "./me.tsx";
import { Shell } from "./Shell.tsx";
import { ToSignIn } from "./ToSignIn.tsx";

/** The part of the desk for people who are signed in; the others go to the sign-in page and come back here after. */
export function Signed() {
  const me = useRead(staff.me, {});
  const cache = useQueryClient();
  const [readAgain] = useState(() => makeReadAgain(cache));
  const locale = me.data?.locale;
  useEffect(() => {
    if (locale !== undefined) void speak(locale);
  }, [locale]);
  if (me.error?.code === "not_signed_in") return <ToSignIn />;
  if (me.data === undefined)
    return me.error ? (
      <main className="state-page">
        <Mark size={40} />
        <h1 className="for-readers">{brand.product}</h1>
        <Failed error={me.error} retry={me.refetch} />
      </main>
    ) : null;
  const member = me.data;
  const opened = (first: boolean) => {
    resumeOutbox(cache, member.id);
    if (!first) void cache.invalidateQueries();
  };
  return (
    <MeProvider value={member}>
      <LiveProvider onHint={readAgain} onOpen={opened}>
        <Shell>
          <Outlet />
        </Shell>
      </LiveProvider>
    </MeProvider>
  );
}
