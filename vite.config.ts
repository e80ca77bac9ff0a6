import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What the built page may load. Cytoscape and Radix set styles of their own, so styles alone may be inline. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The built page only: the dev page has Vite's inline script and web socket. */
const withContentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

const inTest = process.env['VITEST'] !== undefined;

export default defineConfig({
  base: './',
  plugins: [react(), withContentSecurityPolicy],
  resolve: {
    alias: inTest ? {} : { 'node:zlib': `${import.meta.dirname}/src/shell/zlib.ts` },
  },
  server: { port: 5173 },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1400, // just-bash, loaded when first needed; size-limit watches the first load
  },
  test: {
    environment: 'node',
    testTimeout: 60_000, // speed is measured by the benchmarks; a busy machine fails no test
    include: ['src/**/*.test.{ts,tsx}', 'e2e/{conformance,links}/**/*.test.ts'],
  },
});
