import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** What the page uses nothing of: algorithms on graphs, layouts, the renderer by WebGL, and pictures as pixels. */
const unused: readonly string[] = [
  'collection/algorithms/index.mjs',
  'extensions/layout/breadthfirst.mjs',
  'extensions/layout/circle.mjs',
  'extensions/layout/concentric.mjs',
  'extensions/layout/cose.mjs',
  'extensions/layout/random.mjs',
  'extensions/renderer/canvas/export-image.mjs',
  'extensions/renderer/canvas/webgl/drawing-redraw-webgl.mjs',
];

/**
 * Builds Cytoscape from the sources that its package holds, without what is unused: its bundle is one file, of which a bundler
 * can leave nothing out.
 * @param root the project's root
 */
export function leanCytoscape(root: string): Plugin {
  const folder = `${root}/node_modules/cytoscape`;
  const sources = `${folder}/src/`;
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string };
  const others = new Map([
    ...unused.map((name) => [`${sources}${name}`, 'export default function () {}'] as const),
    // Cytoscape's own build writes its version there.
    [`${sources}version.mjs`, `export default ${JSON.stringify(version)};`],
  ]);
  const met = new Set<string>();
  return {
    name: 'lean-cytoscape',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'cytoscape' ? `${sources}index.mjs` : undefined),
    load(id) {
      const other = others.get(id);
      if (other !== undefined) met.add(id);
      return other;
    },
    buildEnd(error) {
      const missing = [...others.keys()].filter((id) => !met.has(id));
      if (error === undefined && missing.length > 0) this.error(`Cytoscape has no ${missing.join(', ')} any more.`);
    },
  };
}
