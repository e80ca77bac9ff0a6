import { own } from '../own.ts';
import type { Link } from './link.ts';
import { FEATURES } from './features.table.ts';

/** One thing that a link may do for the stack. */
export interface Feature {
  readonly name: string;
  readonly on: boolean;
  /** What was asked for. */
  readonly wanted: boolean;
  /** Nobody can change it. */
  readonly fixed: boolean;
}

const COLUMNS = ['loopback', 'veth', 'bridge', 'macvlan', 'vxlan'];

const ROWS = FEATURES.split('\n').map((line) => {
  const [name = '', marks = ''] = line.split(' ');
  return { name, marks };
});

const SEGMENTATION = [
  'tx-tcp-segmentation',
  'tx-tcp-ecn-segmentation',
  'tx-tcp-mangleid-segmentation',
  'tx-tcp6-segmentation',
];

/** What each needs to be on (net/core/dev.c: netdev_fix_features). */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(SEGMENTATION.map((name) => [name, ['tx-checksum-ip-generic', 'tx-scatter-gather']])),
  'tx-tcp-mangleid-segmentation': ['tx-checksum-ip-generic', 'tx-scatter-gather', 'tx-tcp-segmentation'],
  'tx-generic-segmentation': ['tx-scatter-gather'],
  'tx-udp-segmentation': ['tx-checksum-ip-generic'],
};

/** What a link does; undefined where nobody has looked at such a link. */
export function featuresOf(link: Link): Feature[] | undefined {
  const column = COLUMNS.indexOf(link.kind);
  if (column < 0) return undefined;
  const features = ROWS.map(({ name, marks }) => {
    const mark = marks[column] ?? '0';
    const wanted = own(link.features, name) ?? '+1?'.includes(mark);
    return { name, fixed: '01'.includes(mark), wanted, on: wanted && mark !== '?' };
  });
  const isOn = new Map(features.map(({ name, on }) => [name, on]));
  return features.map((feature) => {
    const on = feature.on && (own(NEEDS, feature.name) ?? []).every((needed) => isOn.get(needed) === true);
    isOn.set(feature.name, on);
    return { ...feature, on };
  });
}

/** Asks for features to be on or off; what cannot be changed stays. */
export function wantFeatures(link: Link, wanted: Readonly<Record<string, boolean>>): void {
  for (const { name, fixed } of featuresOf(link) ?? []) {
    const value = own(wanted, name);
    if (value !== undefined && !fixed) (link.features ??= {})[name] = value;
  }
}
