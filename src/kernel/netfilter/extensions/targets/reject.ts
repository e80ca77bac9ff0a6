import { RuleError } from '../../rule/rule-error.ts';
import type { RejectWith, TableFamily, Target } from '../../table.ts';
import type { TargetExtension } from '../extension.ts';

type Reject = Extract<Target, { kind: 'REJECT' }>;

const KINDS: Record<TableFamily, readonly [name: RejectWith, alias: string][]> = {
  ip: [
    ['icmp-net-unreachable', 'net-unreach'],
    ['icmp-host-unreachable', 'host-unreach'],
    ['icmp-proto-unreachable', 'proto-unreach'],
    ['icmp-port-unreachable', 'port-unreach'],
    ['icmp-net-prohibited', 'net-prohib'],
    ['icmp-host-prohibited', 'host-prohib'],
    ['tcp-reset', 'tcp-rst'],
    ['icmp-admin-prohibited', 'admin-prohib'],
  ],
  ip6: [
    ['icmp6-no-route', 'no-route'],
    ['icmp6-adm-prohibited', 'adm-prohibited'],
    ['icmp6-addr-unreachable', 'addr-unreach'],
    ['icmp6-port-unreachable', 'port-unreach'],
    ['tcp-reset', 'tcp-reset'],
  ],
};

function parseKind(text: string, family: TableFamily): RejectWith {
  const lower = text.toLowerCase();
  const known = KINDS[family].find(([name, alias]) => name.startsWith(lower) || alias.startsWith(lower));
  if (!known) throw new RuleError(`unknown reject type "${text}"`);
  return known[0];
}

/** `-j REJECT`, libipt_REJECT and libip6t_REJECT. */
export const reject: TargetExtension<Reject> = {
  tables: ['filter'],
  hooks: ['INPUT', 'FORWARD', 'OUTPUT'],
  options: [
    {
      names: ['reject-with'],
      words: 1,
      take(reject, { value, family }) {
        reject.with = parseKind(value, family);
      },
    },
  ],
  create: (family) => ({
    kind: 'REJECT',
    with: family === 'ip' ? 'icmp-port-unreachable' : 'icmp6-port-unreachable',
  }),
  save: (reject) => `--reject-with ${reject.with}`,
  list: (reject) => `reject-with ${reject.with}`,
};
