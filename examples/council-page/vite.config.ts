import { defineConfig } from "vite";

declare const process: { env: Record<string, string | undefined> };

export default defineConfig({
  base: "./",
  // While developing, the page and the API share one origin: what asks for /graphql is handed on to the register.
  server: {
    host: "127.0.0.1",
    proxy: { "/graphql": process.env["MANDAT_URL"] ?? "http://127.0.0.1:8000" },
  },
  // No inlined files: the page also works where only its own files may be loaded.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
