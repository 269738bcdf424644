import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import type { Me } from "../../../../contract/staff.ts";
import * as staff from "../../../../contract/staff.ts";
import { speak } from "../../../ui/src/i18n.ts";
import { keyOf } from "../../../ui/src/query.ts";

/** Go in as the one who just signed in: nothing read as somebody else is kept. `next` is an address of the desk. */
export function useEnter(): (me: Me, next?: string) => void {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  return (me, next) => {
    cache.clear();
    cache.setQueryData(keyOf(staff.me, {}), me);
    void speak(me.locale);
    const inside = next?.startsWith("/") === true && !next.startsWith("//") && !next.startsWith("/sign-in");
    if (inside) router.history.replace(next);
    else void navigate({ to: "/", replace: true });
  };
}
