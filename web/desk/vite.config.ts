import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.SPLOT_SERVER ?? "http://localhost:4400";

const ground = /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next|zod|@floating-ui)\//;

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react()],
  build: {
    outDir: "../../dist/desk",
    emptyOutDir: true,
    target: "es2023",
    // Browsers that know light-dark() by themselves.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 1000,
    // What every page needs in a file of its own: a release of ours leaves it in people's caches.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "ground", test: ground }] } } },
  },
  server: { proxy: { "/api": { target: server, ws: true } } },
});
