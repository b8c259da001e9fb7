import { defineConfig } from "vite";
import { basemap } from "./build/basemap.ts";
import { fontLicences } from "./build/licences.ts";

// CASPIA_API=http://127.0.0.1:PORT lets `npm run dev` ask a running `caspia atlas`.
const api = process.env["CASPIA_API"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "./",
  plugins: [basemap(), fontLicences()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    modulePreload: { polyfill: false },
    // Fonts and the map's worker stay files of their own: the content policy allows no data: script.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    license: { fileName: "licences/scripts.md" },
  },
  server: { proxy: { "/api": api } },
});
