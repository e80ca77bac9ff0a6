/** How much is told of packets, from nothing to everything. */
export const LEVELS = ['off', 'low', 'medium', 'high', 'full'] as const;
export type Level = (typeof LEVELS)[number];

/** What becomes of packets for which no rule is, in the words of iptables. */
export interface Policies {
  readonly input: string;
  readonly output: string;
  readonly forward: string;
}

export interface Settings extends Policies {
  readonly enabled: boolean;
  readonly ipv6: boolean;
  readonly level: Level;
  /** What becomes of new profiles: a policy, or `SKIP`. */
  readonly profiles: string;
}

const WAYS = ['input', 'output', 'forward'] as const;
const LIMIT = ' -m limit --limit 3/min --limit-burst 10';

/** The rules that tell of packets (_get_logging_rules). */
export function loggingLines(prefix: string, settings: Settings): string[] {
  const level = LEVELS.indexOf(settings.level);
  const [low, medium, high, full] = [1, 2, 3, 4] as const;
  if (level < low) return WAYS.map((way) => `-I ${prefix}-user-logging-${way} -j RETURN`);
  const limit = level < high ? LIMIT : '';
  const log = (chain: string, told: string, more = limit, first = false): string =>
    `-${first ? 'I' : 'A'} ${prefix}-${chain} -j LOG --log-prefix "[UFW ${told}] "${more}`;
  const after = WAYS.flatMap((way) => {
    if (settings[way] !== 'ACCEPT') return [log(`after-logging-${way}`, 'BLOCK')];
    return level >= medium ? [log(`after-logging-${way}`, 'ALLOW')] : [];
  });
  const invalid =
    level < medium
      ? `-I ${prefix}-logging-deny -m conntrack --ctstate INVALID -j RETURN${limit}`
      : `-A ${prefix}-logging-deny -m conntrack --ctstate INVALID -j LOG --log-prefix "[UFW AUDIT INVALID] "${limit}`;
  const audited = level < high ? ` -m conntrack --ctstate NEW${LIMIT}` : level < full ? LIMIT : '';
  return [
    ...after,
    invalid,
    log('logging-deny', 'BLOCK'),
    log('logging-allow', 'ALLOW'),
    ...(level < medium ? [] : WAYS.map((way) => log(`before-logging-${way}`, 'AUDIT', audited, true))),
  ];
}
