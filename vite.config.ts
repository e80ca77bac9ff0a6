import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { leanCytoscape } from './deploy/cytoscape.ts';
import { early } from './deploy/early.ts';
import { finish } from './deploy/finish.ts';
import { icons } from './deploy/icons.ts';
import { licences } from './deploy/licences.ts';
import { mendedBash } from './deploy/mended-bash.mjs';
import { brokerIn, connectSources } from './deploy/policy.ts';
import { fileOf, together } from './deploy/together.ts';

/** The one style sheet that Cytoscape writes into the page, to the letter. */
const cytoscapeStyle = createHash('sha256').update('.__________cytoscape_container { position: relative; }');

const settings = readFileSync(`${import.meta.dirname}/public/settings.js`, 'utf8');

/** What the built page may load. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self' 'sha256-${cytoscapeStyle.digest('base64')}'`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src ${connectSources(brokerIn(settings))}`,
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'none'",
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

/** The whole page is kept in the browser at the first visit; a newer one waits until the user takes it. */
const offline = VitePWA({
  registerType: 'prompt',
  injectRegister: false,
  manifest: {
    name: 'Hopscope',
    short_name: 'Hopscope',
    description: 'See what a Docker host’s network really does, hop by hop.',
    start_url: './',
    scope: './',
    display: 'standalone',
    theme_color: '#f6f7f9',
    background_color: '#f6f7f9',
    icons: [
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  },
  workbox: {
    globPatterns: ['**/*.{html,js,css,svg,png,woff2,wasm}', 'licences.json'],
    maximumFileSizeToCacheInBytes: 8_000_000,
  },
});

/** The files that the page and its worker start with, in the order in which they come. */
const steps = {
  page: [
    { name: 'first', from: ['index.html'] },
    { name: 'page', from: ['src/app/page.tsx'] },
    { name: 'panels', from: ['src/app/Panels.tsx'] },
  ],
  worker: [
    { name: 'answering', from: ['src/simulator/worker.ts'] },
    { name: 'lab', from: ['src/world/lab.ts', 'src/world/due.ts', 'src/shell/run.ts'] },
  ],
  soon: [
    { name: 'keeping', from: ['src/ui/documents/carrier.ts'] },
    { name: 'Graph', from: ['src/ui/graph/Graph.tsx'] },
    { name: 'hop', from: ['src/ui/inspector/hop/HopView.tsx'] },
  ],
  whole: 'src/kernel/walk/walk.ts',
};

/** A broker on this machine, for `npm start` and `npm run preview`: what nginx does where the page is served. */
const broker = process.env['HOPSCOPE_BROKER'];
const proxy = broker === undefined ? {} : { '/mqtt': { target: broker, ws: true } };

const inTest = process.env['VITEST'] !== undefined;

export default defineConfig({
  base: './',
  plugins: [
    react(),
    mendedBash(),
    together(import.meta.dirname, 'src/simulator/worker.ts'),
    leanCytoscape(import.meta.dirname),
    icons(import.meta.dirname),
    withContentSecurityPolicy,
    licences(import.meta.dirname),
    early(['rolldown-runtime', 'common', 'page', 'panels']),
    offline,
    finish(),
  ],
  resolve: {
    alias: inTest
      ? {}
      : {
          'node:zlib': `${import.meta.dirname}/src/shell/bash/zlib.ts`,
          // Radix's own writes style elements, which the content security policy forbids.
          'react-style-singleton': `${import.meta.dirname}/src/ui/page/style-singleton.ts`,
          // CodeMirror's too.
          'style-mod': `${import.meta.dirname}/src/ui/editor/style-mod.ts`,
        },
  },
  optimizeDeps: { rolldownOptions: { plugins: [mendedBash()] } },
  server: { port: 5173, proxy },
  preview: {
    proxy,
    headers: {
      'Content-Security-Policy': contentSecurityPolicy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1400, // just-bash, loaded when first needed; size-limit watches the first load
    // A file for each step of the start, with all that it needs: dozens of small ones take longer to fetch than to run.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: fileOf(import.meta.dirname, steps), includeDependenciesRecursively: false },
            // Of later parts: each would be a file of its own.
            { name: 'icons', test: /lucide-react/, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
});
