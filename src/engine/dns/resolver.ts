import { appendRule, flushChain, newChain } from '../../kernel/netfilter/chains.ts';
import type { Rule } from '../../kernel/netfilter/table.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import { EPHEMERAL } from '../ports/allocator.ts';
import type { Container, Sandbox } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { upstreamsNow, useInternalResolver } from './etc-files.ts';
import { fromResolver, RESOLVER, toResolver, toResolverChain } from './resolver-rules.ts';
import { below } from '../random.ts';

const TCP_BACKLOG = 4096;
/** File descriptors of dockerd's two sockets, as ss shows them. */
const UDP_FD = 48;
const TCP_FD = 49;

/** Opens dockerd's DNS sockets in a container's namespace, on random ports to which rules lead (libnetwork/resolver.go, resolver_unix.go). */
export function startResolver(host: EngineHost, container: Container): void {
  const { sandbox } = container;
  if (!sandbox || !openResolver(host, sandbox)) return;
  sandbox.upstream = upstreamsNow(host, container);
  useInternalResolver(host, container);
}

/** Opens the sockets of a sandbox. Returns whether they were not open yet. */
export function openResolver(host: EngineHost, sandbox: Sandbox): boolean {
  const namespace = host.kernel.namespaces[sandbox.namespace];
  if (!namespace || sandbox.resolver) return false;
  const open = (protocol: 'tcp' | 'udp', backlog: number, fd: number): number => {
    for (;;) {
      const port = EPHEMERAL.first + below(host.random, EPHEMERAL.last - EPHEMERAL.first + 1);
      const socket = { protocol, address: RESOLVER, port, pid: host.engine.pid, backlog, fd };
      if (bind(namespace, socket) === 'ok') return port;
    }
  };
  const udp = open('udp', 0, UDP_FD);
  const tcp = open('tcp', TCP_BACKLOG, TCP_FD);
  const add = (chain: string, rule: Rule) => appendRule(namespace, 'ip', 'nat', chain, rule);
  // Rules that an earlier daemon left lead to its ports.
  const stands = newChain(namespace, 'ip', 'nat', 'DOCKER_OUTPUT') === 'chain-exists';
  newChain(namespace, 'ip', 'nat', 'DOCKER_POSTROUTING');
  for (const chain of ['DOCKER_OUTPUT', 'DOCKER_POSTROUTING']) flushChain(namespace, 'ip', 'nat', chain);
  if (!stands) add('OUTPUT', toResolverChain('DOCKER_OUTPUT'));
  add('DOCKER_OUTPUT', toResolver('tcp', tcp));
  add('DOCKER_OUTPUT', toResolver('udp', udp));
  if (!stands) add('POSTROUTING', toResolverChain('DOCKER_POSTROUTING'));
  add('DOCKER_POSTROUTING', fromResolver('tcp', tcp));
  add('DOCKER_POSTROUTING', fromResolver('udp', udp));
  sandbox.resolver = { udp, tcp, pid: host.engine.pid };
  return true;
}

/** Closes the sockets again; what rules there are go with the namespace. */
export function stopResolver(host: EngineHost, container: Container): void {
  const { sandbox } = container;
  const namespace = sandbox && host.kernel.namespaces[sandbox.namespace];
  if (!sandbox?.resolver) return;
  if (namespace)
    namespace.sockets = namespace.sockets.filter(({ address, pid }) => address !== RESOLVER || pid !== host.engine.pid);
  delete sandbox.resolver;
}
