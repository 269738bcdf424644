/** What the page says on our script tag. */
export interface Host {
  readonly site: string;
  /** Where the script came from; everything the widget asks for is asked there. */
  readonly origin: string;
  readonly locale: string | null;
  readonly writeKey: string | null;
  readonly track: boolean;
  readonly chat: boolean;
}

/** Read the settings off the script tag; null when it names no site or has no address. */
export function readHost(script: HTMLScriptElement | null): Host | null {
  const site = script?.dataset.site;
  if (script === null || site === undefined || site === "" || script.src === "") return null;
  return {
    site,
    origin: new URL(script.src).origin,
    locale: script.dataset.locale ?? null,
    writeKey: script.dataset.writeKey ?? null,
    track: script.dataset.track !== "off",
    chat: script.dataset.chat !== "off",
  };
}
