const PREFIX = "splot.draft.";

/** What was typed and not sent, kept for this tab through reloads and lost connections; null when nothing was. */
export function readDraft<T>(name: string): T | null {
  try {
    const kept = sessionStorage.getItem(PREFIX + name);
    return kept === null ? null : (JSON.parse(kept) as T);
  } catch {
    return null;
  }
}

/** Keep what is being typed; null forgets it. */
export function keepDraft(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A full or forbidden store: the text stays on screen, only a reload would lose it.
  }
}
