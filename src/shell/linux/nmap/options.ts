import { ToolError } from '../../tool/tool-error.ts';
import { portsOf, type Ports } from './ports.ts';

/** What nmap was asked for. */
export interface Options {
  readonly targets: readonly string[];
  readonly exclude: readonly string[];
  readonly scan: 'list' | 'ping' | 'ports';
  readonly tcp: 'syn' | 'connect' | undefined;
  readonly udp: boolean;
  /** Without -Pn only hosts that answer are scanned. */
  readonly discover: boolean;
  readonly ports: Ports;
  readonly names: 'never' | 'up' | 'all';
  readonly openOnly: boolean;
  readonly reason: boolean;
  readonly family: 4 | 6;
  readonly device: string | undefined;
  readonly files: readonly { readonly kind: 'N' | 'G'; readonly name: string }[];
  readonly help: 'usage' | 'version' | undefined;
}

const quit = (complaint: string): ToolError => new ToolError(`${complaint}\nQUITTING!\n`, 1);

/** Options that take a value and change nothing that this model shows. */
const WITH_VALUE = new Set(
  `-T -g -e -S -D -M -iL -iR --max-retries --min-rate --max-rate --host-timeout --scan-delay --max-scan-delay --min-parallelism
--max-parallelism --min-hostgroup --max-hostgroup --min-rtt-timeout --max-rtt-timeout --initial-rtt-timeout --source-port
--data-length --ttl --dns-servers --stats-every --mtu --spoof-mac --data --data-string --ip-options --proxies`.split(
    /\s+/,
  ),
);
const WITHOUT_EFFECT = new Set(
  `-v -vv -vvv -d -dd -r --system-dns --privileged --unprivileged --packet-trace --disable-arp-ping --noninteractive
--send-eth --send-ip --append-output --no-stylesheet --badsum`.split(/\s+/),
);
/** What the lab's nmap does not do. */
const BEYOND =
  /^(?:-sV|-sC|-O|-A|-sA|-sW|-sM|-sN|-sF|-sX|-sI|-sY|-sZ|-sO|-b|-oX|-oS|-oA|-iL|-iR|--script.*|--version-.*|--traceroute|--iflist|--resume|--scanflags|--osscan-.*)$/;

/** Reads the words as nmap does, one dash for long names too. Throws ToolError. */
export function readOptions(args: readonly string[], mayForge: boolean): Options {
  const targets: string[] = [];
  const exclude: string[] = [];
  const files: { kind: 'N' | 'G'; name: string }[] = [];
  const seen = new Set<string>();
  let ports: string | undefined;
  let top: number | undefined;
  let device: string | undefined;
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('-') || arg === '-') {
      targets.push(arg);
      continue;
    }
    const [word = '', attached] = arg.startsWith('--') ? arg.split(/=(.*)/s) : [arg];
    const value = (): string => {
      if (attached !== undefined) return attached;
      i += 1;
      const next = args[i];
      if (next === undefined)
        throw new ToolError(`nmap: option requires an argument -- '${word.replace(/^-+/, '')}'\n${SEE}`, 255);
      return next;
    };
    if (word === '-p') ports = value();
    else if (/^-p./.test(word)) ports = word.slice(2);
    else if (word === '--top-ports') top = Number(value());
    else if (word === '--exclude') exclude.push(...value().split(','));
    else if (word === '-e') device = value();
    else if (word === '-oN' || word === '-oG') files.push({ kind: word === '-oN' ? 'N' : 'G', name: value() });
    else if (BEYOND.test(word)) throw new ToolError(`nmap: ${word} is not part of this lab\n`, 1);
    else if (WITH_VALUE.has(word)) value();
    else if (/^-T[0-5]$|^-P[SAUEPYO]/.test(word) || WITHOUT_EFFECT.has(word)) continue;
    else if (/^-s[TSUnLP]+$/.test(word)) for (const letter of word.slice(2)) seen.add(`-s${letter}`);
    else if (KNOWN.has(word)) seen.add(word);
    else throw new ToolError(`nmap: unrecognized option '${word}'\n${SEE}`, 255);
  }
  const has = (word: string): boolean => seen.has(word);
  const udp = has('-sU');
  const tcp = has('-sT') || (!mayForge && !udp) ? 'connect' : has('-sS') || !udp ? 'syn' : undefined;
  if (!mayForge && (has('-sS') || udp)) throw quit('You requested a scan type which requires root privileges.');
  return {
    targets,
    exclude,
    scan: has('-sL') ? 'list' : has('-sn') || has('-sP') ? 'ping' : 'ports',
    tcp,
    udp,
    discover: !has('-Pn') && !has('-P0') && !has('-PN'),
    ports: portsOf({ text: ports, fast: has('-F'), top, tcp: tcp !== undefined, udp }),
    names: has('-n') ? 'never' : has('-R') ? 'all' : 'up',
    openOnly: has('--open'),
    reason: has('--reason'),
    family: has('-6') ? 6 : 4,
    device,
    files,
    help: has('-h') || has('--help') ? 'usage' : has('-V') || has('--version') ? 'version' : undefined,
  };
}

const SEE = 'See the output of nmap -h for a summary of options.\n';
const KNOWN = new Set([
  '-Pn',
  '-P0',
  '-PN',
  '-n',
  '-R',
  '-F',
  '-6',
  '--open',
  '--reason',
  '-h',
  '--help',
  '-V',
  '--version',
]);
