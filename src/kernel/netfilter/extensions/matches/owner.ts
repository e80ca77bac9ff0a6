import type { Packet } from '../../../packet/frame.ts';
import { holds, inRange, type Passage } from '../../passage.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, Negatable, PortRange } from '../../table.ts';
import { bang, type ExtensionOption, type MatchExtension, type Names } from '../extension.ts';
import { rangeText } from './ports.ts';

type Owner = Extract<Match, { kind: 'owner' }>;
type Kind = 'user' | 'group';

const option = (kind: Kind, name: string): ExtensionOption<Owner> => ({
  names: [name],
  words: 1,
  negatable: true,
  take(owner, { value, not, resolver }) {
    const known = resolver.account?.(kind, value);
    const [from, to = from, ...rest] = known === undefined ? value.split('-').map(parseNumber) : [known];
    if (from === undefined || to === undefined || rest.length > 0 || from > to || to > 0xfffffffe)
      throw new RuleError(`owner: Bad value for "--${name}" option: "${value}"`);
    owner[kind] = { not, value: { from, to } };
  },
});

/** What the kernel itself sends belongs to no socket: its answers to pings, its errors and refusals. */
function hasSocket({ transport }: Packet): boolean {
  if (transport.kind === 'tcp') return transport.flags !== 'R' && transport.flags !== 'R.';
  return transport.kind === 'udp' || transport.type === 'echo-request';
}

/** All programs here are root's. */
const ROOT = 0;

function matches({ user, group, socket }: Owner, { packet, context }: Passage): boolean {
  const owned = (context.in === undefined || context.in === 'lo') && hasSocket(packet);
  // Without a socket whatever is asked for is not so.
  if (!owned) return [user, group, socket].every((asked) => asked?.not ?? true);
  if (socket?.not) return false;
  return [user, group].every((asked) => holds(asked, (range) => inRange(range, ROOT)));
}

function listed(kind: Kind, asked: Negatable<PortRange> | undefined, names: Names): string[] {
  if (!asked) return [];
  const { from, to } = asked.value;
  const name = from === to && !names.numeric ? names.account?.(kind, from) : undefined;
  return [`${bang(asked.not)}owner ${kind === 'user' ? 'UID' : 'GID'} match ${name ?? spanText(asked.value)}`];
}

const spanText = (range: PortRange): string => rangeText(range, String).replace(':', '-');

/** `-m owner`, libxt_owner: whose socket a packet of this machine comes from. */
export const owner: MatchExtension<Owner> = {
  options: [
    option('user', 'uid-owner'),
    option('group', 'gid-owner'),
    {
      names: ['socket-exists'],
      words: 0,
      negatable: true,
      take: (owner, { not }) => void (owner.socket = { not, value: true }),
    },
    { names: ['suppl-groups'], words: 0, take: (owner) => void (owner.supplementary = true) },
  ],
  create: () => ({ kind: 'owner' }),
  check(_, { given }) {
    if (!['uid-owner', 'gid-owner', 'socket-exists'].some((name) => given.has(name)))
      throw new RuleError('owner: At least one of --uid-owner, --gid-owner or --socket-exists is required');
  },
  save: ({ user, group, socket, supplementary }) =>
    [
      ...(socket ? [`${bang(socket.not)}--socket-exists`] : []),
      ...(user ? [`${bang(user.not)}--uid-owner ${spanText(user.value)}`] : []),
      ...(group ? [`${bang(group.not)}--gid-owner ${spanText(group.value)}`] : []),
      ...(supplementary ? ['--suppl-groups'] : []),
    ].join(' '),
  list: ({ user, group, socket, supplementary }, names) =>
    [
      ...(socket ? [`${bang(socket.not)}owner socket exists`] : []),
      ...listed('user', user, names),
      ...listed('group', group, names),
      ...(supplementary ? ['incl. suppl. groups'] : []),
    ].join(' '),
  matches,
};
