import { createRoot } from "react-dom/client";
import { likelyLocale, startTexts } from "../../ui/src/i18n.ts";
import { uiTexts } from "../../ui/src/texts.ts";
import { App } from "./app.tsx";
import { deskTexts } from "./texts.ts";

// After an upgrade the parts of the old build are gone: the page that asks for one takes the new build.
window.addEventListener("vite:preloadError", (event) => {
  event.preventDefault();
  location.reload();
});

await startTexts([uiTexts, deskTexts], likelyLocale());
createRoot(document.getElementById("root")!).render(<App />);
