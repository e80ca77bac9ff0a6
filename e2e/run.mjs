// Runs a TypeScript file of the project in Node: node e2e/run.mjs FILE.ts [ARGUMENT…]
// esbuild bundles it once into node_modules/.cache/hopscope; later runs start from there until a source changes.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mendedBashAside } from '../deploy/mended-bash.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = resolve(process.argv[2] ?? '');
const name = relative(root, entry).replaceAll(/[^\w.-]+/g, '-');
const cache = join(root, 'node_modules/.cache/hopscope');
const bundle = join(cache, `${name}.mjs`);
const stampFile = join(cache, `${name}.stamp.json`);

const stampOf = (path) => {
  const { mtimeMs, size } = statSync(join(root, path));
  return `${mtimeMs} ${size}`;
};

function fresh() {
  try {
    statSync(bundle);
    const stamps = Object.entries(JSON.parse(readFileSync(stampFile, 'utf8')));
    return stamps.every(([path, stamp]) => stampOf(path) === stamp);
  } catch {
    return false;
  }
}

async function build() {
  const esbuild = await import('esbuild');
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    loader: { '.md': 'text' },
    plugins: [rawText, mendedBashAside],
    metafile: true,
    sourcemap: 'inline',
    write: false,
    logLevel: 'error',
  });
  mkdirSync(cache, { recursive: true });
  const sources = [...Object.keys(result.metafile.inputs), 'deploy/mended-bash.mjs'];
  const stamps = Object.fromEntries(sources.map((path) => [path, stampOf(path)]));
  replace(bundle, result.outputFiles[0].contents);
  replace(stampFile, JSON.stringify(stamps));
}

/** Vite's `import text from './file?raw'`. */
const rawText = {
  name: 'raw-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({ path: resolve(resolveDir, path.slice(0, -4)) }));
  },
};

/** At once, as another run may be reading. */
function replace(path, contents) {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

if (!fresh()) await build();
process.argv.splice(1, 2, entry);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(bundle).href);
