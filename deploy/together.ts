import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** What of a module's surroundings decides which file it goes into. */
type Graph = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>;

/** A file of the build, and the modules that it begins from: it has what these import and no earlier file has. */
interface Step {
  readonly name: string;
  /** From the project's root. */
  readonly from: readonly string[];
}

/** What is loaded when. */
interface Steps {
  /** In which the page starts. */
  readonly page: readonly Step[];
  /** In which its worker starts. */
  readonly worker: readonly Step[];
  /** What the page loads of itself, once it has started. */
  readonly soon: readonly Step[];
  /** A module of the worker's: parts of the page that have it take the worker's files whole. */
  readonly whole: string;
}

type Loading = 'at once' | 'in time';

/** All that some modules import, and what that imports, and the modules themselves. */
function reached(from: Iterable<string>, graph: Graph, loading: Loading = 'at once'): Set<string> {
  const all = new Set(from);
  for (const id of all) {
    const { importedIds = [], dynamicallyImportedIds = [] } = graph.getModuleInfo(id) ?? {};
    for (const other of importedIds) all.add(other);
    if (loading === 'in time') for (const other of dynamicallyImportedIds) all.add(other);
  }
  return all;
}

/** What the parts of a page that it loads in time have; but for those that have a module, where one is given. */
function inTime(page: Iterable<string>, graph: Graph, without?: string): ReadonlySet<string> {
  const all = new Set<string>();
  const parts = new Set(page);
  for (const id of parts)
    for (const part of graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []) {
      const needed = reached([part], graph);
      if (without !== undefined && needed.has(without)) continue;
      for (const each of needed) {
        parts.add(each);
        all.add(each);
      }
    }
  return all;
}

/**
 * Tells for every module of the build which file it goes into: that of the first step that has it; null where the bundler is to
 * find one. What both sides have is in files of its own, so that neither runs what only the other needs: `begun` is what the worker
 * itself begins with, `common` what the page starts with besides, `both` what parts of the page have that it loads in time.
 */
export function fileOf(root: string, { page, worker, soon, whole }: Steps): Rolldown.CodeSplittingNameFunction {
  const modulesOf = ({ from }: Step) => from.map((path) => join(root, path));
  const filesOf = (steps: readonly Step[], graph: Graph) => {
    const files = new Map<string, string>();
    for (const step of steps)
      for (const id of reached(modulesOf(step), graph)) if (!files.has(id)) files.set(id, step.name);
    return files;
  };

  function allFiles(graph: Graph): ReadonlyMap<string, string> {
    const [ofPage, ofWorker] = [filesOf(page, graph), filesOf(worker, graph)];
    const workersInTime = reached(worker.flatMap(modulesOf), graph, 'in time');
    const pagesInTime = inTime(ofPage.keys(), graph, join(root, whole));
    const pagesEver = inTime(ofPage.keys(), graph);
    const begun = worker[0]?.name;
    const all = new Map<string, string>();
    // The file that a worker begins with answers whoever runs it: the page must never need anything of it.
    const ofWorkers = (id: string, name: string) => (name === begun && pagesEver.has(id) ? 'begun' : name);
    for (const [id, name] of ofWorker) all.set(id, pagesInTime.has(id) ? 'both' : ofWorkers(id, name));
    for (const [id, name] of ofPage)
      all.set(id, !workersInTime.has(id) ? name : ofWorker.get(id) === begun ? 'begun' : 'common');
    for (const [id, name] of filesOf(soon, graph)) if (!all.has(id) && !workersInTime.has(id)) all.set(id, name);
    return all;
  }

  let files: ReadonlyMap<string, string> | undefined;
  return (id, graph) => (files ??= allFiles(graph)).get(id) ?? null;
}

/**
 * Builds a worker with the page that starts it, rather than apart: a module that both have is in the build once.
 * @param entry the worker's module, beside the one that starts it
 */
export function together(root: string, entry: string): Plugin {
  const spawned = /new URL\((['"])\.\/worker\.ts\1, import\.meta\.url\)/;
  let worker = '';
  return {
    name: 'together',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      build: { rolldownOptions: { input: { index: join(root, 'index.html'), worker: join(root, entry) } } },
    }),
    buildStart() {
      worker = this.emitFile({ type: 'chunk', id: join(root, entry), name: 'worker', preserveSignature: false });
    },
    transform(code, id) {
      if (id.endsWith('vite/preload-helper.js'))
        return replaced(code, 'let promise = Promise.resolve();', `$&${inWorker}`);
      if (spawned.test(code)) return replaced(code, spawned, `import.meta.ROLLUP_FILE_URL_${worker}`);
      return undefined;
    },
  };
}

/** In Vite's own, which asks the document for what a part imports, so that all of it comes at once: a worker has none. */
const inWorker = `
  if (typeof document === 'undefined') {
    for (const dep of deps ?? []) import(/* @vite-ignore */ assetsURL(dep, importerUrl)).catch(() => {});
    return baseModule();
  }`;

function replaced(code: string, what: string | RegExp, by: string): string {
  const changed = code.replace(what, by);
  if (changed === code) throw new Error(`${String(what)} is not there any more.`);
  return changed;
}
