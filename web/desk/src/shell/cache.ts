import { QueryCache } from "@tanstack/react-query";
import * as staff from "../../../../contract/staff.ts";
import { Refused } from "../../../ui/src/api.ts";
import { keyOf, makeCache } from "../../../ui/src/query.ts";

/** Everything read by this tab. A read refused because the session ended lets the shell ask who is signed in. */
export const cache = makeCache(
  new QueryCache({
    onError: (error, query) => {
      if (!(error instanceof Refused) || error.code !== "not_signed_in" || query.queryKey[0] === staff.me.id) return;
      void cache.invalidateQueries({ queryKey: keyOf(staff.me, {}) });
    },
  }),
);
