/** What a prompt, its command or a file's name tells of what follows. */

export interface Hint {
  readonly host?: string;
  /** A container that the command ran in. */
  readonly container?: string;
  readonly family?: 4 | 6;
  readonly legacy?: true;
}

const COMMANDS =
  'docker|podman|ip|iptables|ip6tables|ip6tables-save|iptables-save|ip6tables-legacy-save|iptables-legacy-save|ip6tables-nft-save|iptables-nft-save|ipset|nft|bridge|sysctl|ss|netstat|cat|nsenter|ssh|curl|brctl|hostname|uname|ls|exit|clear|cd';
const PROMPT = new RegExp(
  `^\\s*(?:\\([\\w.-]+\\)\\s*)?(?:\\[?([\\w.-]+)@([\\w.-]+)[^\\n$#%>]{0,80}\\]?\\s?)?[$#%>❯+]\\s+((?:sudo\\s+(?:-\\S+\\s+)*)?(?:/usr)?(?:/s?bin/)?(?:${COMMANDS})(?:\\s.*)?)$`,
);

/** What a line that is a prompt and a command says of the output under it; undefined for other lines. */
export function hintOfPrompt(line: string): Hint | undefined {
  const [, , host, command] = PROMPT.exec(line) ?? [];
  if (command === undefined) return isBarePrompt(line) ? {} : undefined;
  return { ...(host === undefined ? {} : { host }), ...hintOfCommand(command) };
}

/** A prompt after the last command. */
const isBarePrompt = (line: string): boolean => /^\s*\[?[\w.-]+@[\w.-]+[^\n$#%>]{0,80}\]?[$#%]\s*$/.test(line);

function hintOfCommand(command: string): Hint {
  const container = /\bdocker\s+(?:container\s+)?exec\s+(?:-\S+\s+)*([\w.-]+)\s+\S/.exec(command)?.[1];
  const host = /\bssh\s+(?:-\S+\s+)*(?:[\w.-]+@)?([\w.-]+)\s+\S/.exec(command)?.[1];
  return {
    ...(container === undefined ? {} : { container }),
    ...(host === undefined ? {} : { host }),
    ...(/\bip6tables|\bip\s+(?:-\S+\s+)*-6\b/.test(command) ? { family: 6 as const } : {}),
    ...(/\biptables|\bip\s+(?:-\S+\s+)*-4\b/.test(command) ? { family: 4 as const } : {}),
    ...(/-legacy-save/.test(command) ? { legacy: true as const } : {}),
  };
}

/** Words that say what a file holds, and so are no host's name. */
const CONTENT =
  /^(ip[46]?|addr(esse?s?)?|links?|routes?|rules?|neigh|iptables|ip6tables|ipset|nft|nftables|bridge|fdb|sysctl|ss|sockets|netstat|docker|inspect|networks?|containers?|ps|daemon|snapshot|host|output|dump|paste|compose|save|legacy|info|resolv|hosts)$/i;

/** `host2-ip.json`, `web01/iptables.txt` */
export function hintOfName(name: string): Hint {
  const parts = name.split(/[\\/]/);
  const file = parts.at(-1) ?? '';
  const words = file.split(/[-_.]/).filter((word) => word !== '');
  const [first = ''] = words;
  const says = words.slice(1).some((word) => CONTENT.test(word));
  const folder = parts.at(-2);
  const host =
    folder !== undefined && /^[\w.-]+$/.test(folder) ? folder : says && !CONTENT.test(first) ? first : undefined;
  return {
    ...(host === undefined ? {} : { host }),
    ...(words.some((word) => /^(ip6tables|route6|rule6|ip6|v6)$/i.test(word)) ? { family: 6 as const } : {}),
    ...(words.some((word) => /^legacy$/i.test(word)) ? { legacy: true as const } : {}),
  };
}
