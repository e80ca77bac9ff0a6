/** `ethtool -k` and `-K`. */
import { featuresOf, wantFeatures, type Feature } from '../../../kernel/link/features.ts';
import type { Link } from '../../../kernel/link/link.ts';
import { own } from '../../../kernel/own.ts';

/** Names that ethtool shows in place of the kernel's. */
const SHOWN: Readonly<Record<string, string>> = {
  'rx-checksum': 'rx-checksumming',
  'tx-generic-segmentation': 'generic-segmentation-offload',
  'rx-gro': 'generic-receive-offload',
  'rx-lro': 'large-receive-offload',
  'rx-vlan-hw-parse': 'rx-vlan-offload',
  'tx-vlan-hw-insert': 'tx-vlan-offload',
  'rx-ntuple-filter': 'ntuple-filters',
  'rx-hashing': 'receive-hashing',
};

/** What is shown together, under a heading that is on where any of it is; and the short name by which it is changed together. */
const GROUPS = [
  { heading: 'tx-checksumming', short: 'tx', member: /^tx-checksum-/ },
  { heading: 'scatter-gather', short: 'sg', member: /^tx-scatter-gather/ },
  { heading: 'tcp-segmentation-offload', short: 'tso', member: /^tx-tcp.*-segmentation$/ },
] as const;

/** Short names that stand for one. */
const SHORT: Readonly<Record<string, string>> = {
  rx: 'rx-checksum',
  gso: 'tx-generic-segmentation',
  gro: 'rx-gro',
  lro: 'rx-lro',
  rxvlan: 'rx-vlan-hw-parse',
  txvlan: 'tx-vlan-hw-insert',
  ntuple: 'rx-ntuple-filter',
  rxhash: 'rx-hashing',
};

const groupOf = (name: string) => GROUPS.find(({ member }) => member.test(name));

const stateOf = ({ on, wanted, fixed }: Feature): string => {
  const word = on ? 'on' : 'off';
  if (fixed) return `${word} [fixed]`;
  return on === wanted ? word : `${word} [requested ${wanted ? 'on' : 'off'}]`;
};

/** `ethtool -k` */
export function featuresText(name: string, features: readonly Feature[]): string {
  let group: ReturnType<typeof groupOf>;
  const lines = features.flatMap((feature) => {
    const own_ = groupOf(feature.name);
    const heading = own_ !== undefined && own_ !== group ? own_ : undefined;
    group = own_;
    const any = heading && features.some((each) => heading.member.test(each.name) && each.on);
    return [
      ...(heading ? [`${heading.heading}: ${any ? 'on' : 'off'}`] : []),
      `${own_ ? '\t' : ''}${own(SHOWN, feature.name) ?? feature.name}: ${stateOf(feature)}`,
    ];
  });
  return `Features for ${name}:\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** The kernel's names for one that is typed; none where it is no name. */
export function namesOf(features: readonly Feature[], typed: string): string[] {
  const group = GROUPS.find(({ short, heading }) => short === typed || heading === typed);
  if (group) return features.map(({ name }) => name).filter((name) => group.member.test(name));
  const single = own(SHORT, typed) ?? Object.keys(SHOWN).find((name) => SHOWN[name] === typed) ?? typed;
  return features.some(({ name }) => name === single) ? [single] : [];
}

/** The order of the kernel's own bits, where that is not the one in which they are shown (include/linux/netdev_features.h). */
const LATE = ['tx-checksum-fcoe-crc', 'tx-checksum-sctp', 'rx-ntuple-filter', 'rx-hashing', 'rx-checksum'];
const EARLY = [
  'tx-scatter-gather',
  'tx-checksum-ipv4',
  'tx-checksum-ip-generic',
  'tx-checksum-ipv6',
  'highdma',
  'tx-scatter-gather-fraglist',
  'tx-vlan-hw-insert',
  'rx-vlan-hw-parse',
  'tx-generic-segmentation',
  'rx-gro',
  'rx-lro',
];

function rankOf(name: string): number {
  const early = EARLY.indexOf(name);
  return early >= 0 ? early - EARLY.length : LATE.indexOf(name) + 1;
}

/** What came of a change: what ethtool says where it is not just what was asked for, and whether anything changed. */
export interface Changed {
  readonly text: string;
  readonly failed: boolean;
}

/** `ethtool -K`: asks a link for features; `apply` changes the link itself. */
export function changeFeatures(
  link: Link,
  wanted: Readonly<Record<string, boolean>>,
  apply: (change: (link: Link) => void) => Link,
): Changed {
  const before = new Map((featuresOf(link) ?? []).map((feature) => [feature.name, feature.on]));
  const after = featuresOf(apply((changing) => wantFeatures(changing, wanted))) ?? [];
  const told = after.filter(({ name, on }) => before.get(name) !== on || (own(wanted, name) ?? on) !== on);
  const changed = told.some(({ name, on }) => before.get(name) !== on);
  const failed = !changed && (told.length > 0 || Object.keys(wanted).length === 0);
  const surprising = told.some(({ name, on }) => own(wanted, name) !== on);
  const lines = told
    .toSorted((a, b) => rankOf(a.name) - rankOf(b.name))
    .map(({ name, on }) => {
      const asked = own(wanted, name);
      const note =
        asked === undefined ? ' [not requested]' : asked === on ? '' : ` [requested ${asked ? 'on' : 'off'}]`;
      return `${name}: ${on ? 'on' : 'off'}${note}\n`;
    });
  return { text: surprising ? `Actual changes:\n${lines.join('')}` : '', failed };
}
