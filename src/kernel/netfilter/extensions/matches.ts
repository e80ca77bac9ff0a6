import type { Passage } from '../passage.ts';
import type { Match, Rule, TableFamily } from '../table.ts';
import { tracksForRule } from '../nft/conntrack-use.ts';
import { addrtype } from './matches/addrtype.ts';
import { comment } from './matches/comment.ts';
import { conntrack, state } from './matches/conntrack.ts';
import { connlimit } from './matches/connlimit.ts';
import { hashlimit } from './matches/hashlimit.ts';
import { owner } from './matches/owner.ts';
import { quota } from './matches/quota.ts';
import { recent } from './matches/recent.ts';
import { string } from './matches/string.ts';
import { time } from './matches/time.ts';
import type { MatchExtension } from './extension.ts';
import { icmp, icmp6 } from './matches/icmp.ts';
import { iprange } from './matches/iprange.ts';
import { ipvs } from './matches/ipvs.ts';
import { limit } from './matches/limit.ts';
import { mac } from './matches/mac.ts';
import { connmark, mark } from './matches/mark.ts';
import { multiport } from './matches/multiport.ts';
import { hl, length, pkttype, ttl } from './matches/packet.ts';
import { physdev } from './matches/physdev.ts';
import { rt } from './matches/routing-header.ts';
import { set } from './matches/set.ts';
import { u32 } from './matches/u32.ts';
import { sctp } from './matches/sctp.ts';
import { statistic } from './matches/statistic.ts';
import { tcp } from './matches/tcp.ts';
import { udp } from './matches/udp.ts';

/** Matches that the model knows. */
export type KnownMatch = Exclude<Match, { kind: 'opaque' }>;
type ByKind = { readonly [K in KnownMatch['kind']]: MatchExtension<Extract<KnownMatch, { kind: K }>> };

const EXTENSIONS: ByKind = {
  tcp,
  udp,
  sctp,
  multiport,
  icmp,
  icmp6,
  addrtype,
  conntrack,
  state,
  comment,
  mark,
  connmark,
  mac,
  limit,
  physdev,
  iprange,
  ipvs,
  pkttype,
  length,
  ttl,
  hl,
  statistic,
  string,
  recent,
  connlimit,
  time,
  owner,
  hashlimit,
  quota,
  rt,
  set,
  u32,
};

/** The extension of a match of any kind: each is only ever given matches of its own kind. */
export const extensionOf = (kind: KnownMatch['kind']): MatchExtension<KnownMatch> => EXTENSIONS[kind];

/** The extension that `-m` names; undefined where the host has none. */
export function matchExtension(name: string, family: TableFamily): MatchExtension<KnownMatch> | undefined {
  const foreign = family === 'ip' ? ['icmp6', 'hl', 'rt'] : ['icmp', 'ttl'];
  return Object.hasOwn(EXTENSIONS, name) && !foreign.includes(name)
    ? extensionOf(name as KnownMatch['kind'])
    : undefined;
}

/** Whether a match holds, or may: of one that is not known here nobody can tell. */
export const matchesExtension = (match: Match, rule: Rule, passage: Passage): boolean =>
  match.kind === 'opaque' || extensionOf(match.kind).matches(match, passage, rule);

const TRACKED_MATCHES: readonly Match['kind'][] = ['conntrack', 'state', 'connmark', 'connlimit'];
const TRACKED_TARGETS = ['DNAT', 'SNAT', 'MASQUERADE', 'REDIRECT', 'CONNMARK', 'CT', 'NOTRACK'];

/** Whether the kernel must track connections for a rule to work. */
export const usesConntrack = ({ matches, target, nft }: Rule): boolean =>
  (target !== undefined && TRACKED_TARGETS.includes(target.kind)) ||
  (nft !== undefined && tracksForRule({ nft })) ||
  matches.some(({ kind }) => TRACKED_MATCHES.includes(kind));
