import { appendRule, insertRule } from '../../kernel/netfilter/chains.ts';
import { rule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { Container } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import type { ServicePort } from './service.ts';

/**
 * What a task lets in by the ingress network: its service's published ports, which lead to its own, and nothing else
 * (libnetwork/service_linux.go: redirecter, filterPortConfigs).
 */
export function addMeshRules(host: EngineHost, { sandbox, endpoints }: Container, ports: readonly ServicePort[]): void {
  const namespace = host.kernel.namespaces[sandbox?.namespace ?? ''];
  const endpoint = Object.values(endpoints).find(({ network }) => host.engine.networks[network]?.ingress);
  const meshed = ports.filter(({ mode }) => mode === 'ingress');
  if (!namespace || endpoint?.ipv4 === undefined || meshed.length === 0) return;
  const ip = `${endpoint.ipv4}/32`;
  const add = (chain: string, text: string): void => void appendRule(namespace, 'ip', 'filter', chain, rule(text));
  for (const [i, { protocol, published, target }] of meshed.entries()) {
    const own = `-p ${protocol} -m ${protocol}`;
    const redirect = rule(`-d ${ip} ${own} --dport ${published} -j REDIRECT --to-ports ${target}`);
    insertRule(namespace, 'ip', 'nat', 'PREROUTING', i + 1, redirect);
    add('INPUT', `-d ${ip} ${own} --dport ${target} -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT`);
    add('OUTPUT', `-s ${ip} ${own} --sport ${target} -m conntrack --ctstate ESTABLISHED -j ACCEPT`);
  }
  for (const protocol of ['sctp', 'udp', 'tcp']) {
    add('INPUT', `-d ${ip} -p ${protocol} -j DROP`);
    add('OUTPUT', `-s ${ip} -p ${protocol} -j DROP`);
  }
}
