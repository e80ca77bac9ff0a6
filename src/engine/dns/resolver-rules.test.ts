import { expect, test } from 'vitest';
import { rule } from '../../kernel/netfilter/rule/rule-text.ts';
import { fromResolver, toResolver, toResolverChain } from './resolver-rules.ts';

test.each(['tcp', 'udp'] as const)('the rules of a resolver over %s are those that iptables would read', (protocol) => {
  expect(toResolverChain('DOCKER_OUTPUT')).toEqual(rule('-d 127.0.0.11/32 -j DOCKER_OUTPUT'));
  const to = `-d 127.0.0.11/32 -p ${protocol} -m ${protocol} --dport 53 -j DNAT --to-destination 127.0.0.11:40123`;
  expect(toResolver(protocol, 40123)).toEqual(rule(to));
  const from = `-s 127.0.0.11/32 -p ${protocol} -m ${protocol} --sport 40123 -j SNAT --to-source :53`;
  expect(fromResolver(protocol, 40123)).toEqual(rule(from));
});
