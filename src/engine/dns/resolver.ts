import { appendRule, flushChain, newChain } from '../../kernel/netfilter/chains.ts';
import { rule } from '../../kernel/netfilter/rule/rule-text.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import { EPHEMERAL } from '../ports/allocator.ts';
import type { Container, Sandbox } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { upstreamsNow, useInternalResolver } from './etc-files.ts';
import { below } from '../random.ts';

const ADDRESS = '127.0.0.11';
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
      const socket = { protocol, address: ADDRESS, port, pid: host.engine.pid, backlog, fd };
      if (bind(namespace, socket) === 'ok') return port;
    }
  };
  const udp = open('udp', 0, UDP_FD);
  const tcp = open('tcp', TCP_BACKLOG, TCP_FD);
  const add = (chain: string, text: string) => appendRule(namespace, 'ip', 'nat', chain, rule(text));
  // Rules that an earlier daemon left lead to its ports.
  const stands = newChain(namespace, 'ip', 'nat', 'DOCKER_OUTPUT') === 'chain-exists';
  newChain(namespace, 'ip', 'nat', 'DOCKER_POSTROUTING');
  for (const chain of ['DOCKER_OUTPUT', 'DOCKER_POSTROUTING']) flushChain(namespace, 'ip', 'nat', chain);
  if (!stands) add('OUTPUT', `-d ${ADDRESS}/32 -j DOCKER_OUTPUT`);
  add('DOCKER_OUTPUT', `-d ${ADDRESS}/32 -p tcp -m tcp --dport 53 -j DNAT --to-destination ${ADDRESS}:${tcp}`);
  add('DOCKER_OUTPUT', `-d ${ADDRESS}/32 -p udp -m udp --dport 53 -j DNAT --to-destination ${ADDRESS}:${udp}`);
  if (!stands) add('POSTROUTING', `-d ${ADDRESS}/32 -j DOCKER_POSTROUTING`);
  add('DOCKER_POSTROUTING', `-s ${ADDRESS}/32 -p tcp -m tcp --sport ${tcp} -j SNAT --to-source :53`);
  add('DOCKER_POSTROUTING', `-s ${ADDRESS}/32 -p udp -m udp --sport ${udp} -j SNAT --to-source :53`);
  sandbox.resolver = { udp, tcp, pid: host.engine.pid };
  return true;
}

/** Closes the sockets again; what rules there are go with the namespace. */
export function stopResolver(host: EngineHost, container: Container): void {
  const { sandbox } = container;
  const namespace = sandbox && host.kernel.namespaces[sandbox.namespace];
  if (!sandbox?.resolver) return;
  if (namespace)
    namespace.sockets = namespace.sockets.filter(({ address, pid }) => address !== ADDRESS || pid !== host.engine.pid);
  delete sandbox.resolver;
}
