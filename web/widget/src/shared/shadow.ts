import { accentOf, readable, textOn } from "./colour.ts";
import css from "./style/index.css?inline";
// Emitted beside the script as well, as `widget.css`.
import "./style/index.css";

let sheet: CSSStyleSheet | null = null;

/** The stylesheet as an object: no style element and no style attribute, so a page's policy has nothing to forbid. */
function constructed(): CSSStyleSheet | null {
  try {
    if (sheet === null) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    return sheet;
  } catch {
    return null;
  }
}

/** Does the page itself go dark? Only one that says so by `color-scheme` gets a dark widget. */
function isDark(): boolean {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme.includes("dark") && (!scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches);
}

/**
 * A root of our own in this element, dressed in the company's colour, which neither reads nor touches the page's
 * styles. Keys pressed inside are not heard by the page, so its shortcuts stay asleep while somebody writes.
 */
export function openShadow(host: HTMLElement, origin: string, accent: string): HTMLElement {
  const shadow = host.attachShadow({ mode: "open" });
  const body = document.createElement("div");
  const styles = constructed();
  if (styles !== null && "adoptedStyleSheets" in shadow) shadow.adoptedStyleSheets = [styles];
  else {
    body.hidden = true;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = `${origin}/widget.css`;
    link.onload = () => {
      body.hidden = false;
    };
    shadow.append(link);
  }
  const dress = () => {
    const dark = isDark();
    const colour = accentOf(accent);
    body.className = dark ? "splot dark" : "splot";
    body.style.setProperty("--accent", colour);
    body.style.setProperty("--on-accent", textOn(colour));
    body.style.setProperty("--accent-ink", readable(colour, dark ? "#1a1e24" : "#f1f3f5"));
  };
  dress();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
  // Pages switch their theme by an attribute of the root.
  new MutationObserver(dress).observe(document.documentElement, { attributes: true });
  for (const type of ["keydown", "keypress", "keyup"]) body.addEventListener(type, (event) => event.stopPropagation());
  shadow.append(body);
  return body;
}
