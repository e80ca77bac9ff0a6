/** What tells too little of a host, and what tells more. */

/** A command whose output is known by sight, and the one to take in its place. */
interface Lesser {
  readonly what: string;
  readonly instead: string;
}

const KNOWN: readonly (readonly [RegExp, what: string, instead: string])[] = [
  [/^Chain \S+ \((policy \w+|\d+ references)/m, 'iptables -L', 'iptables-save'],
  [/^\S+\s+(UP|DOWN|UNKNOWN)\s+(?:[\da-f.:]+\/\d+\s*)+$/m, 'ip -br addr', 'ip -j addr'],
  [/^\S+: flags=\d+<|^\S+\s+Link encap:/m, 'ifconfig', 'ip -j addr'],
  [/^Destination\s+Gateway\s+Genmask\s/m, 'route -n', 'ip -j route'],
  [/^bridge name\s+bridge id\s/m, 'brctl show', 'ip -j -d link'],
  [/^Status: active\s*$[^]*^To\s+Action\s+From\s*$/m, 'ufw status', 'iptables-save'],
  [/^[ \t]+icmp-block-inversion: /m, 'firewall-cmd --list-all', 'nft list ruleset'],
  [/^\d+\/(?:tcp|udp|sctp) -> \S+:\d+\s*$/m, 'docker port', 'docker inspect'],
];

/** The first such output in a text. */
export function lesserIn(text: string): Lesser | undefined {
  const [, what, instead] = KNOWN.find(([sign]) => sign.test(text)) ?? [];
  return what === undefined || instead === undefined ? undefined : { what, instead };
}

/** Whether a command says that it may not: as a user without rights. */
export const isDenied = (text: string): boolean =>
  /permission denied|operation not permitted|you must be root|got permission denied/i.test(text);
