import { file, type Entry, type Tree } from './entry.ts';
import { own } from '../../kernel/own.ts';
import { unitOf } from '../../world/units.ts';

/** What dockerd keeps in /run/docker; only that of `netns` follows from the world. */
const RUN_DOCKER: Readonly<Record<string, 'directory' | 'socket'>> = {
  containerd: 'directory',
  libnetwork: 'directory',
  'metrics.sock': 'socket',
  netns: 'directory',
  plugins: 'directory',
  'runtime-runc': 'directory',
};

/** Files that follow from the world: the host's name, and the namespaces that an engine holds. */
export function generatedEntry(tree: Tree, path: string): Entry | undefined {
  if (path === '/etc/hostname') return file(() => `${tree.location.hostname}\n`);
  if (!runsEngine(tree)) return undefined;
  const { pid = 0 } = tree.location.machine.engine ?? {};
  if (path === PID_FILE) return pid > 0 ? file(() => String(pid)) : undefined;
  if (path === SOCKET) return hasSocket(tree) ? file(() => '', 0o660) : undefined;
  const kept = path.startsWith('/run/docker/') ? own(RUN_DOCKER, path.slice('/run/docker/'.length)) : undefined;
  if (kept === 'socket') return file(() => '', 0o755);
  if (path === '/run/docker' || kept === 'directory')
    return { kind: 'directory', mode: 0o755, names: () => generatedNames(tree, path) };
  const namespace = path.startsWith('/run/docker/netns/') ? sandboxes(tree).get(path) : undefined;
  return namespace === undefined ? undefined : file(() => namespace, 0o444);
}

export function generatedNames(tree: Tree, path: string): string[] {
  if (path === '/etc') return ['hostname'];
  if (!runsEngine(tree)) return [];
  if (path === '/run')
    return [
      'docker',
      ...(tree.location.machine.engine?.pid ? [PID_FILE.slice('/run/'.length)] : []),
      ...(hasSocket(tree) ? [SOCKET.slice('/run/'.length)] : []),
    ];
  if (path === '/run/docker') return Object.keys(RUN_DOCKER);
  if (path !== '/run/docker/netns') return [];
  return [...sandboxes(tree).keys()].map((key) => key.slice(key.lastIndexOf('/') + 1)).sort();
}

const PID_FILE = '/run/docker.pid';
const SOCKET = '/run/docker.sock';

const hasSocket = ({ world, location }: Tree): boolean =>
  unitOf(world, location.machine.name, 'docker.socket').state === 'active';

const runsEngine = ({ location }: Tree): boolean => !location.container && location.machine.engine !== undefined;

const KEYS = '/run/docker/netns';

/**
 * The namespaces that libnetwork keeps: /run/docker/netns/ and twelve digits, `default` for the host's own; in a swarm those of its
 * networks (`1-…`), of their load balancers and of the ingress network too. The text is the id.
 */
function sandboxes({ location, world }: Tree): Map<string, string> {
  const { engine, name } = location.machine;
  const kept = new Map<string, string>();
  const all = [...Object.values(engine?.containers ?? {}), ...Object.values(engine?.swarm?.sandboxes ?? {})];
  for (const { sandbox } of all)
    if (sandbox) kept.set(sandbox.key.replace(/^\/var\/run\//, '/run/'), sandbox.namespace);
  for (const id of Object.keys(engine?.swarm ? world.kernel.namespaces : {}))
    if (id.startsWith(`${name}/1-`)) kept.set(`${KEYS}/${id.slice(name.length + 1)}`, id);
  return kept;
}
