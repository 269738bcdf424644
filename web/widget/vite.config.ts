import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packFiles } from "./pack-files.ts";
import { packTexts } from "./pack-texts.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * One script, `widget.js`, and the stylesheet `widget.css` that only browsers without constructable sheets load. JSX
 * becomes `h(…)`, which packs a little smaller than the automatic runtime.
 */
export default defineConfig({
  root: here("."),
  plugins: [packTexts(), packFiles()],
  oxc: {
    jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment", development: false },
    jsxInject: `import { h, Fragment } from "preact"`,
  },
  build: {
    target: ["es2022", "safari16.4", "firefox104", "chrome102"],
    outDir: here("../../dist/widget"),
    emptyOutDir: true,
    cssMinify: "lightningcss",
    lib: {
      entry: here("src/main.tsx"),
      formats: ["iife"],
      name: "splotWidget",
      fileName: () => "widget.js",
      cssFileName: "widget",
    },
  },
});
