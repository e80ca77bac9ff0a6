import type { Match } from '../../table.ts';
import { bang, require, type MatchExtension } from '../extension.ts';

type Ipvs = Extract<Match, { kind: 'ipvs' }>;

/** `-m ipvs --ipvs`, libxt_ipvs: packets that the load balancer has sent on. */
export const ipvs: MatchExtension<Ipvs> = {
  options: [{ names: ['ipvs'], words: 0, negatable: true, take: (match, { not }) => void (match.not = not) }],
  create: () => ({ kind: 'ipvs', not: false }),
  check: (_, finished) => require('ipvs', 'ipvs', finished),
  save: ({ not }) => `${bang(not)}--ipvs`,
  list: ({ not }) => `${bang(not)}ipvs`,
  matches: ({ not }, { connection }) => (connection?.connection?.balanced === true) !== not,
};
