import { render } from "preact";
import { openShadow } from "../shared/shadow.ts";
import { browserStorage } from "../shared/storage.ts";
import type { Store } from "../shared/store.ts";
import { type Surroundings, SurroundingsProvider } from "../shared/surroundings.ts";
import type { Conversation } from "./conversation.ts";
import { Widget } from "./Widget.tsx";

const longAway = 15_000;

/** Draw the chat in the corner of the page and let it follow the page's coming and going. */
export function mountChat(
  chat: Conversation,
  surroundings: Surroundings,
  visible: Store<{ readonly shown: boolean }>,
): void {
  const host = document.createElement("splot-chat");
  document.body.append(host);
  const root = openShadow(host, surroundings.api.origin, surroundings.config.accent);
  render(
    <SurroundingsProvider value={surroundings}>
      <Widget chat={chat} drafts={browserStorage(() => sessionStorage)} visible={visible} />
    </SurroundingsProvider>,
    root,
  );

  chat.resume();
  let hiddenAt = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hiddenAt = surroundings.clock.now();
    else if (surroundings.clock.now() - hiddenAt > longAway) chat.wake();
  });
  addEventListener("online", () => chat.wake());
  addEventListener("offline", () => chat.lineLost());
  // An open socket would keep the page out of the back-forward cache.
  addEventListener("pagehide", () => chat.pause());
  addEventListener("pageshow", (event) => event.persisted && chat.resume());
}
