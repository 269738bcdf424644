import { RouterProvider } from "@tanstack/react-router";
import { Dress } from "../../ui/src/Dress.tsx";
import { router } from "./routes.tsx";
import { cache } from "./shell/cache.ts";

/** The staff's desk. */
export function App() {
  return (
    <Dress cache={cache}>
      <RouterProvider router={router} />
    </Dress>
  );
}
