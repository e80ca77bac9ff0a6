import { KernelError } from '../../kernel/errno.ts';
import { setUp } from '../../kernel/link/link-up.ts';
import { createNamespace, deleteNamespace } from '../../kernel/namespaces.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import type { EngineHost } from '../engine.ts';
import { internal } from '../errors.ts';
import { hex } from '../random.ts';
import type { Container, Sandbox } from './container.ts';

const KEYS = '/run/docker/netns';

/** What every container's own network namespace is started with (daemon/oci_linux.go: WithSysctls). */
const DEFAULTS: Readonly<Record<string, string>> = {
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0 2147483647',
};

/** A network namespace of a container's own, with lo up and the sysctls it asks for. Throws at a sysctl that does not exist. */
export function createSandbox(host: EngineHost, container: Container): Sandbox {
  const id = hex(host.random, 64);
  const namespace = `${host.machine}/${id}`;
  createNamespace(host.kernel, namespace);
  setUp(host.kernel, { namespace, index: 1 });
  try {
    for (const [name, value] of Object.entries({ ...DEFAULTS, ...container.hostConfig.Sysctls }))
      writeSysctl(host, namespace, name, value);
  } catch (error) {
    deleteNamespace(host.kernel, namespace);
    throw error;
  }
  return { id, key: `${KEYS}/${id.slice(0, 12)}`, namespace, own: true };
}

function writeSysctl(host: EngineHost, namespace: string, name: string, value: string): void {
  try {
    setSysctl(host.kernel, namespace, name, value);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const path = name.replaceAll('.', '/');
    throw internal(
      error.code === 'ENOENT'
        ? `open sysctl ${name} file: unsafe procfs detected: openat2 fsmount:fscontext:proc/./sys/${path}: no such file or directory`
        : `write sysctl ${name} file: write fsmount:fscontext:proc/sys/${path}: invalid argument`,
    );
  }
}

/** The host's own namespace as a sandbox (network mode host). */
export const hostSandbox = (host: EngineHost): Sandbox => ({
  id: hex(host.random, 64),
  key: `${KEYS}/default`,
  namespace: host.namespace,
  own: false,
});

/** Whether any process is still in a namespace. */
export function isInUse({ kernel }: EngineHost, namespace: string): boolean {
  return Object.values(kernel.processes).some((process) => process.namespace === namespace);
}
