import type { Ip } from '../../ip/address.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { appendRule, chainIn, deleteRule, hasRule, insertRule, newChain } from '../../kernel/netfilter/chains.ts';
import { rule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { TableName } from '../../kernel/netfilter/table.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import type { EngineHost } from '../engine.ts';
import { GATEWAY_NETWORK } from './gateway-network.ts';
import type { ServicePort } from './service.ts';

/** How a host takes in what comes to the published ports of a swarm's services (moby v28.5.2, libnetwork/service_linux.go). */
const CHAIN = 'DOCKER-INGRESS';
const BACKLOG = 4096;
const FIRST_FD = 40;

const namespaceOf = ({ kernel, namespace }: EngineHost): Namespace | undefined => kernel.namespaces[namespace];

/** The chains, the jumps to them, and the way for what the host sends to itself (initIngressConfiguration). */
function prepare(host: EngineHost, namespace: Namespace): void {
  const back = rule('-j RETURN');
  for (const table of ['nat', 'filter'] as const) {
    newChain(namespace, 'ip', table, CHAIN);
    if (!hasRule(namespace, 'ip', table, CHAIN, back)) appendRule(namespace, 'ip', table, CHAIN, back);
  }
  const local = rule(`-m addrtype --dst-type LOCAL -j ${CHAIN}`);
  for (const chain of ['OUTPUT', 'PREROUTING']) jumpFirst(namespace, 'nat', chain, local);
  jumpAfterUser(namespace);
  setSysctl(host.kernel, namespace.id, `net.ipv4.conf.${GATEWAY_NETWORK}.route_localnet`, '1');
  const masquerade = rule(`-o ${GATEWAY_NETWORK} -m addrtype --src-type LOCAL -j MASQUERADE`);
  if (!hasRule(namespace, 'ip', 'nat', 'POSTROUTING', masquerade))
    insertRule(namespace, 'ip', 'nat', 'POSTROUTING', 1, masquerade);
}

function jumpFirst(namespace: Namespace, table: TableName, chain: string, jump: ReturnType<typeof rule>): void {
  deleteRule(namespace, 'ip', table, chain, jump);
  insertRule(namespace, 'ip', table, chain, 1, jump);
}

/** The user's own rules come before it (integration/network/bridge/iptablesdoc/generated/swarm-portmap.md). */
function jumpAfterUser(namespace: Namespace): void {
  const jump = rule(`-j ${CHAIN}`);
  if (hasRule(namespace, 'ip', 'filter', 'FORWARD', jump)) return;
  const first = chainIn(namespace, 'ip', 'filter', 'FORWARD')?.rules[0]?.target;
  const isUser = first?.kind === 'jump' && first.chain === 'DOCKER-USER';
  insertRule(namespace, 'ip', 'filter', 'FORWARD', isUser ? 2 : 1, jump);
}

interface Placed {
  readonly table: TableName;
  readonly text: string;
}

/** generateIngressRules */
const rulesFor = ({ protocol, published }: ServicePort, to: Ip): readonly Placed[] => [
  {
    table: 'nat',
    text: `-p ${protocol} -m ${protocol} --dport ${published} -j DNAT --to-destination ${to}:${published}`,
  },
  {
    table: 'filter',
    text: `-p ${protocol} -m ${protocol} --sport ${published} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  },
  { table: 'filter', text: `-p ${protocol} -m ${protocol} --dport ${published} -j ACCEPT` },
];

/** Leads published ports of the host to its ingress sandbox, and has the daemon hold them (programIngressPortsRules, plumbIngressPortsProxy). */
export function addIngressPorts(host: EngineHost, to: Ip, ports: readonly ServicePort[]): void {
  const namespace = namespaceOf(host);
  if (!namespace) return;
  prepare(host, namespace);
  for (const port of ports) {
    for (const { table, text } of rulesFor(port, to)) insertRule(namespace, 'ip', table, CHAIN, 1, rule(text));
    if (port.protocol !== 'sctp') listen(host, namespace, port.protocol, port.published);
  }
}

/** The daemon's listener answers nobody: it keeps the port from others. Where another has it, that stays so. */
function listen({ engine: { pid } }: EngineHost, namespace: Namespace, protocol: 'tcp' | 'udp', port: number): void {
  const fds = namespace.sockets.flatMap((socket) => (socket.pid === pid ? [socket.fd] : []));
  const fd = Math.max(FIRST_FD, ...fds.map((each) => each + 1));
  bind(namespace, { protocol, address: '::', port, pid, backlog: protocol === 'tcp' ? BACKLOG : 0, fd });
}

/** The chains and the jumps to them stay. */
export function removeIngressPorts(host: EngineHost, to: Ip, ports: readonly ServicePort[]): void {
  const namespace = namespaceOf(host);
  if (!namespace) return;
  for (const port of ports) {
    for (const { table, text } of rulesFor(port, to)) deleteRule(namespace, 'ip', table, CHAIN, rule(text));
    namespace.sockets = namespace.sockets.filter(
      (socket) => socket.pid !== host.engine.pid || socket.protocol !== port.protocol || socket.port !== port.published,
    );
  }
}
