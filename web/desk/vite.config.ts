import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.SPLOT_SERVER ?? "http://localhost:4400";

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
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": { target: server, ws: true } } },
});
