/** The licences of the fonts go where the fonts go; those of scripts are gathered by the build. */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const FONTS = ["source-sans-3", "source-serif-4"];

export function fontLicences(): Plugin {
  return {
    name: "font-licences",
    generateBundle() {
      for (const font of FONTS) {
        const file = new URL(`../node_modules/@fontsource-variable/${font}/LICENSE`, import.meta.url);
        this.emitFile({ type: "asset", fileName: `licences/${font}.txt`, source: readFileSync(file, "utf-8") });
      }
    },
  };
}
