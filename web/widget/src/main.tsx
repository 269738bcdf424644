import { Conversation } from "./chat/conversation.ts";
import { Device } from "./chat/device.ts";
import { mountChat } from "./chat/mount.tsx";
import { earlyCalls, replay, type Splot } from "./facade.ts";
import { findPlaces } from "./form/find-places.ts";
import { mountForm } from "./form/mount.tsx";
import { createApi } from "./shared/api.ts";
import { realClock } from "./shared/clock.ts";
import { type Host, readHost } from "./shared/host.ts";
import { chooseLocale, translator } from "./shared/language.ts";
import { browserStorage } from "./shared/storage.ts";
import { createStore } from "./shared/store.ts";
import { startTracker } from "./tracker/start.ts";

const loaded = Symbol.for("splot.loaded");

const whenIdle = (run: () => void) =>
  "requestIdleCallback" in window ? requestIdleCallback(run, { timeout: 2_000 }) : setTimeout(run, 200);
const whenReady = (run: () => void) =>
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", run, { once: true }) : run();

async function begin(host: Host): Promise<void> {
  const storage = browserStorage(() => localStorage);
  const clock = realClock;
  const api = createApi(host.origin);
  const locale = chooseLocale([host.locale, document.documentElement.lang, ...navigator.languages]);
  const tracker = startTracker(host, storage, clock);
  if (host.writeKey !== null) tracker?.courier.start(host.writeKey);
  const anonymousId = () => tracker?.anonymousId;
  const device = new Device({ api, storage, clock, site: host.site, locale, anonymousId });
  const chat = new Conversation({
    api,
    storage,
    clock,
    device,
    page: () => location.href,
    forgotten: () => tracker?.reset(),
  });
  const visible = createStore({ shown: host.chat });

  const splot: Splot = {
    track: (event, properties) => tracker?.track(event, properties),
    page: (name, properties) => tracker?.page(name, properties),
    identify: (userId, traits) => tracker?.identify(userId, traits),
    reset: () => tracker?.reset(),
    open: () => chat.setOpen(true),
    close: () => chat.setOpen(false),
    show: () => visible.set({ shown: true }),
    hide: () => visible.set({ shown: false }),
  };
  const early = earlyCalls(window.splot);
  window.splot = Object.assign(splot, { [loaded]: true });
  replay(early, splot);

  try {
    const config = await api.call("config", { site: host.site, locale });
    if (host.writeKey === null && config.writeKey !== null) tracker?.courier.start(config.writeKey);
    const surroundings = { api, clock, site: host.site, locale, t: translator(locale), config };
    whenReady(() => {
      findPlaces((place) => mountForm(place, surroundings, anonymousId));
      whenIdle(() => mountChat(chat, surroundings, visible));
    });
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: the one word to those who built the page; visitors see nothing.
    console.warn(`splot: the widget of "${host.site}" stays hidden,`, error instanceof Error ? error.message : error);
  }
}

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[data-site][src*="widget.js"]');
const host = readHost(script);
if (host !== null && (window.splot as Record<symbol, unknown> | undefined)?.[loaded] !== true) void begin(host);
