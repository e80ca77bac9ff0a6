import { file, type Entry } from './entry.ts';
import type { Tree } from './tree.ts';

const RUN_DOCKER = ['containerd', 'libnetwork', 'metrics.sock', 'netns', 'plugins', 'runtime-runc'];

/** Files that follow from the world: the host's name, and the namespaces that an engine holds. */
export function generatedEntry(tree: Tree, path: string): Entry | undefined {
  if (path === '/etc/hostname') return file(() => `${tree.location.hostname}\n`);
  if (!runsEngine(tree)) return undefined;
  if (path === '/run/docker' || path === '/run/docker/netns')
    return { kind: 'directory', mode: 0o755, names: () => generatedNames(tree, path) };
  return sandboxes(tree).includes(path) ? file(() => '', 0o444) : undefined;
}

export function generatedNames(tree: Tree, path: string): string[] {
  if (path === '/etc') return ['hostname'];
  if (!runsEngine(tree)) return [];
  if (path === '/run') return ['docker'];
  if (path === '/run/docker') return RUN_DOCKER;
  return path === '/run/docker/netns' ? sandboxes(tree).map((key) => key.slice(key.lastIndexOf('/') + 1)) : [];
}

const runsEngine = ({ location }: Tree): boolean => !location.container && location.machine.engine !== undefined;

/** The namespaces that libnetwork keeps: /run/docker/netns/ and twelve digits; `default` for the host's own. */
function sandboxes({ location }: Tree): string[] {
  const keys = Object.values(location.machine.engine?.containers ?? {}).flatMap(({ sandbox }) =>
    sandbox ? [sandbox.key.replace(/^\/var\/run\//, '/run/')] : [],
  );
  return [...new Set(keys)].sort();
}
