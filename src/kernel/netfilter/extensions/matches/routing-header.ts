import type { Match } from '../../table.ts';
import { bang, parseSpan, type MatchExtension } from '../extension.ts';
import { rangeText } from './ports.ts';

type RoutingHeader = Extract<Match, { kind: 'rt' }>;

/** `-m rt`, libip6t_rt: of an IPv6 routing header, which no packet here has. */
export const rt: MatchExtension<RoutingHeader> = {
  options: [
    {
      names: ['rt-type'],
      words: 1,
      negatable: true,
      take(rt, { value, not }) {
        rt.type = { not, value: parseSpan('rt', 'rt-type', value, 0xffffffff).from };
      },
    },
    {
      names: ['rt-segsleft'],
      words: 1,
      negatable: true,
      take(rt, { value, not }) {
        rt.left = { not, value: parseSpan('rt', 'rt-segsleft', value, 0xffffffff) };
      },
    },
  ],
  create: () => ({ kind: 'rt' }),
  save: ({ type, left }) =>
    [
      ...(type ? [`${bang(type.not)}--rt-type ${type.value}`] : []),
      ...(left ? [`${bang(left.not)}--rt-segsleft ${rangeText(left.value, String)}`] : []),
    ].join(' '),
  list: ({ type, left }) =>
    [
      'rt',
      ...(type ? [`type:${type.not ? '!' : ''}${type.value}`] : []),
      ...(left ? [`segsleft:${left.not ? '!' : ''}${rangeText(left.value, String)}`] : []),
    ].join(' '),
  matches: () => false,
};
