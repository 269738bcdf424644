import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Locale } from "../../../../contract/http.ts";
import type { Api } from "./api.ts";
import type { Output } from "./calls.ts";
import type { Clock } from "./clock.ts";
import type { Translate } from "./language.ts";

/** What every part of the widget that is drawn needs to know. */
export interface Surroundings {
  readonly api: Api;
  readonly clock: Clock;
  readonly site: string;
  readonly locale: Locale;
  readonly t: Translate;
  readonly config: Output<"config">;
}

const Context = createContext<Surroundings | null>(null);
export const SurroundingsProvider = Context.Provider;

/** The surroundings of the component. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(Context);
  if (surroundings === null) throw new Error("drawn outside of its surroundings");
  return surroundings;
}
