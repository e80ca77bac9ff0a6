/** What `nft list ruleset` prints: each table of nft's own, without what somebody wrote into it. */
import type { Discard } from '../draft.ts';

const HEAD = /^table (ip|ip6|inet|arp|bridge|netdev) (\S{1,64}) \{/;
export const isNftHead = (line: string): boolean => HEAD.test(line);
export const isNftWarning = (line: string): boolean => /^# Warning: table .* is managed by iptables-nft/.test(line);

const BY_IPTABLES = /^table ip6? (raw|mangle|nat|filter|security) /;
const CHAIN = /^[ \t]*chain (PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING) \{/m;

/** The table's text; undefined for one that iptables made. */
export function nftTableText(lines: readonly string[], discard: Discard): string | undefined {
  const text = lines.map((line) => lineOf(line, discard)).join('\n');
  return BY_IPTABLES.test(text) && CHAIN.test(text) ? undefined : `${text}\n`;
}

function lineOf(line: string, discard: Discard): string {
  const depth = Math.min(8, /^[\t ]*/.exec(line.slice(0, 8))?.[0].length ?? 0);
  const text = line
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?;? ?\bcomment "[^"]*"?/g, () => {
      discard('comments');
      return '';
    })
    .replaceAll(/\bprefix "[^"]*"? ?/g, () => {
      discard('prefixes');
      return '';
    })
    .replace(/ #.*$/, '')
    .replaceAll(/"([^"]*)"?/g, (_, quoted: string) => (/^[\w.@:*+ -]{1,32}$/.test(quoted) ? `"${quoted}"` : '"-"'));
  return `${' '.repeat(depth)}${text.trim()}`;
}
