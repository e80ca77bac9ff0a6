import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { ConnectionMark, Target } from '../../table.ts';
import { hex, parseMark, type ExtensionOption, type TargetExtension } from '../extension.ts';

type Mark = Extract<Target, { kind: 'MARK' }>;
type Connmark = Extract<Target, { kind: 'CONNMARK' }>;

const ALL = 0xffffffff;

interface Change {
  value: number;
  mask: number;
}

const CHANGES = ['set-xmark', 'set-mark', 'and-mark', 'or-mark', 'xor-mark', 'save-mark', 'restore-mark'];

/** What each option makes of its argument, in terms of mark = (mark AND NOT mask) XOR value. */
function changeOptions<T>(extension: string, put: (target: T, change: Change) => void): ExtensionOption<T>[] {
  const option = (name: string, change: (given: Change) => Change): ExtensionOption<T> => ({
    names: [name],
    words: 1,
    excludes: CHANGES.filter((each) => each !== name),
    take: (target, { value }) => put(target, change(parseMark(extension, name, value))),
  });
  return [
    option('set-xmark', (given) => given),
    option('set-mark', ({ value, mask }) => ({ value, mask: (value | mask) >>> 0 })),
    option('and-mark', ({ value }) => ({ value: 0, mask: ~value >>> 0 })),
    option('or-mark', ({ value }) => ({ value, mask: value })),
    option('xor-mark', ({ value }) => ({ value, mask: 0 })),
  ];
}

const saveChange = ({ value, mask }: Change): string => `--set-xmark ${hex(value)}/${hex(mask)}`;

function listChange({ value, mask }: Change): string {
  if (value === 0) return `and ${hex(~mask >>> 0)}`;
  if (value === mask) return `or ${hex(value)}`;
  if (mask === 0) return `xor ${hex(value)}`;
  return mask === ALL ? `set ${hex(value)}` : `xset ${hex(value)}/${hex(mask)}`;
}

/** `-j MARK`, libxt_MARK. */
export const marking: TargetExtension<Mark> = {
  options: changeOptions('MARK', (mark, change) => Object.assign(mark, change)),
  create: () => ({ kind: 'MARK', value: 0, mask: 0 }),
  check(_, { given }) {
    if (given.size === 0) {
      throw new RuleError('MARK: One of the --set-xmark, --{and,or,xor,set}-mark options is required');
    }
  },
  save: saveChange,
  list: (mark) => `MARK ${listChange(mark)}`,
};

const copying = (name: string, action: 'save' | 'restore'): ExtensionOption<Connmark> => ({
  names: [name],
  words: 0,
  excludes: CHANGES.filter((each) => each !== name),
  take(target) {
    target.mark = { action, packetMask: ALL, connectionMask: ALL };
  },
});

function maskOption(name: string, fields: readonly ('packetMask' | 'connectionMask')[]): ExtensionOption<Connmark> {
  return {
    names: [name],
    words: 1,
    take({ mark }, { value }) {
      const mask = parseNumber(value);
      if (mask === undefined || mask > ALL) {
        throw new RuleError(`CONNMARK: bad value for option "--${name}", or out of range (0-4294967295).\n`);
      }
      if (mark.action === 'set') return;
      for (const field of fields) mark[field] = mask;
    },
  };
}

function listConnectionMark(mark: ConnectionMark): string {
  if (mark.action === 'set') return listChange(mark);
  const { action, packetMask, connectionMask } = mark;
  if (packetMask === ALL && connectionMask === ALL) return action;
  if (packetMask === connectionMask) return `${action} mask ${hex(packetMask)}`;
  const masks = [`nfmask ${hex(packetMask)}`, `ctmask ~${hex(connectionMask)}`];
  return `${action} ${action === 'save' ? masks.join(' ') : `ctmask ${hex(connectionMask)} nfmask ~${hex(packetMask)}`}`;
}

/** `-j CONNMARK`, libxt_CONNMARK. */
export const connmarking: TargetExtension<Connmark> = {
  options: [
    ...changeOptions<Connmark>('CONNMARK', (target, change) => {
      target.mark = { action: 'set', ...change };
    }),
    copying('save-mark', 'save'),
    copying('restore-mark', 'restore'),
    maskOption('nfmask', ['packetMask']),
    maskOption('ctmask', ['connectionMask']),
    maskOption('mask', ['packetMask', 'connectionMask']),
  ],
  create: () => ({ kind: 'CONNMARK', mark: { action: 'set', value: 0, mask: 0 } }),
  check(_, { given }) {
    if (given.size === 0) throw new RuleError('CONNMARK target: No operation specified');
  },
  save({ mark }) {
    if (mark.action === 'set') return saveChange(mark);
    return `--${mark.action}-mark --nfmask ${hex(mark.packetMask)} --ctmask ${hex(mark.connectionMask)}`;
  },
  list: ({ mark }) => `CONNMARK ${listConnectionMark(mark)}`,
};
