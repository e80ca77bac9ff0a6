import { file, type Entry } from './entry.ts';
import type { Tree } from './tree.ts';

const RUN_DOCKER = ['containerd', 'libnetwork', 'metrics.sock', 'netns', 'plugins', 'runtime-runc'];

/** Files that follow from the world: the host's name, and the namespaces that an engine holds. */
export function generatedEntry(tree: Tree, path: string): Entry | undefined {
  if (path === '/etc/hostname') return file(() => `${tree.location.hostname}\n`);
  if (!runsEngine(tree)) return undefined;
  if (path === '/run/docker' || path === '/run/docker/netns')
    return { kind: 'directory', mode: 0o755, names: () => generatedNames(tree, path) };
  const namespace = path.startsWith('/run/docker/netns/') ? sandboxes(tree).get(path) : undefined;
  return namespace === undefined ? undefined : file(() => namespace, 0o444);
}

export function generatedNames(tree: Tree, path: string): string[] {
  if (path === '/etc') return ['hostname'];
  if (!runsEngine(tree)) return [];
  if (path === '/run') return ['docker'];
  if (path === '/run/docker') return RUN_DOCKER;
  if (path !== '/run/docker/netns') return [];
  return [...sandboxes(tree).keys()].map((key) => key.slice(key.lastIndexOf('/') + 1)).sort();
}

const runsEngine = ({ location }: Tree): boolean => !location.container && location.machine.engine !== undefined;

/** The namespaces that libnetwork keeps: /run/docker/netns/ and twelve digits, `default` for the host's own. The text is the id. */
function sandboxes({ location }: Tree): Map<string, string> {
  const kept = new Map<string, string>();
  for (const { sandbox } of Object.values(location.machine.engine?.containers ?? {}))
    if (sandbox) kept.set(sandbox.key.replace(/^\/var\/run\//, '/run/'), sandbox.namespace);
  return kept;
}
