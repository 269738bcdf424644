import { useState } from "preact/hooks";
import { Failure } from "../shared/failure.ts";
import { failureText } from "../shared/language.ts";
import { useSurroundings } from "../shared/surroundings.ts";

/** Something done once at a time: whether it is under way, and in words why it failed. */
export function useAction(): {
  readonly busy: boolean;
  readonly error: string | null;
  readonly clear: () => void;
  readonly run: (action: () => Promise<void>) => void;
} {
  const { t } = useSurroundings();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = (action: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    action()
      .catch((reason: unknown) => setError(failureText(t, reason instanceof Failure ? reason.code : "other")))
      .finally(() => setBusy(false));
  };
  return { busy, error, clear: () => setError(null), run };
}
