import type { Clock } from "../shared/clock.ts";
import type { Host } from "../shared/host.ts";
import type { Storage } from "../shared/storage.ts";
import { mayTrack } from "./consent.ts";
import { watchHistory } from "./page-views.ts";
import { Tracker } from "./tracker.ts";

/** Hand the body over to the browser, to be sent even when the page is gone. False when it would not take it. */
function beacon(url: string, body: string): boolean {
  if ("keepalive" in Request.prototype) {
    fetch(url, {
      method: "POST",
      body,
      keepalive: true,
      credentials: "omit",
      headers: { "content-type": "text/plain" },
    }).catch(() => {});
    return true;
  }
  return navigator.sendBeacon(url, new Blob([body], { type: "text/plain" }));
}

/** Begin to follow the visitor through the pages; null where the browser or the page says not to. */
export function startTracker(host: Host, storage: Storage, clock: Clock): Tracker | null {
  const signals = navigator as Navigator & { readonly globalPrivacyControl?: unknown };
  if (!mayTrack(signals, host.track)) return null;
  const tracker = new Tracker({
    origin: host.origin,
    site: host.site,
    storage,
    clock,
    beacon,
    surroundings: () => ({
      url: location.href,
      title: document.title,
      referrer: document.referrer,
      language: navigator.language,
      userAgent: navigator.userAgent,
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  });
  tracker.page();
  watchHistory((from) => tracker.moved(from));
  addEventListener("online", () => tracker.courier.hurry());
  addEventListener("pagehide", () => tracker.courier.leave());
  return tracker;
}
