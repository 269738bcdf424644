import { Navigate } from "@tanstack/react-router";
import { lastView } from "../conversations/last-view.ts";
import { useCan } from "./me.tsx";

/** Where a member begins: the inbox, or the first room that the role may enter. */
export function Home() {
  const reads = useCan("conversations.read");
  const customers = useCan("customers.read");
  if (reads) return <Navigate to="/inbox/$view" params={{ view: lastView() }} replace />;
  return <Navigate to={customers ? "/customers" : "/settings"} replace />;
}
