import { holds, isDevice } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { bang, type ExtensionOption, type MatchExtension } from '../extension.ts';

type Physdev = Extract<Match, { kind: 'physdev' }>;

const flag = (name: string, field: 'isIn' | 'isOut' | 'isBridged'): ExtensionOption<Physdev> => ({
  names: [name],
  words: 0,
  negatable: true,
  take(physdev, { not }) {
    physdev[field] = { not, value: true };
  },
});

const port = (name: string, field: 'in' | 'out'): ExtensionOption<Physdev> => ({
  names: [name],
  words: 1,
  negatable: true,
  take(physdev, { value, not }) {
    physdev[field] = { not, value };
  },
});

function words({ in: input, out, isIn, isOut, isBridged }: Physdev): string[] {
  return [
    ...(isIn ? [`${bang(isIn.not)}--physdev-is-in`] : []),
    ...(input ? [`${bang(input.not)}--physdev-in ${input.value}`] : []),
    ...(isOut ? [`${bang(isOut.not)}--physdev-is-out`] : []),
    ...(out ? [`${bang(out.not)}--physdev-out ${out.value}`] : []),
    ...(isBridged ? [`${bang(isBridged.not)}--physdev-is-bridged`] : []),
  ];
}

/** `-m physdev`, libxt_physdev: the bridge ports of a bridged frame. */
export const physdev: MatchExtension<Physdev> = {
  options: [
    port('physdev-in', 'in'),
    port('physdev-out', 'out'),
    flag('physdev-is-in', 'isIn'),
    flag('physdev-is-out', 'isOut'),
    flag('physdev-is-bridged', 'isBridged'),
  ],
  create: () => ({ kind: 'physdev' }),
  check(_, { given }) {
    if (given.size === 0) throw new RuleError('PHYSDEV: no physdev option specified');
  },
  save: (match) => words(match).join(' '),
  list: (match) => ['PHYSDEV match', ...words(match)].join(' '),
  matches(match, { context: { physIn, physOut } }) {
    return (
      holds(match.isIn, () => physIn !== undefined) &&
      holds(match.isOut, () => physOut !== undefined) &&
      holds(match.isBridged, () => physIn !== undefined && physOut !== undefined) &&
      holds(match.in, (name) => isDevice(name, physIn)) &&
      holds(match.out, (name) => isDevice(name, physOut))
    );
  },
};
