import { LEVELS, type Settings } from './logging.ts';
import { requests } from './profile-rules.ts';
import { ANY, isAnywhere, type UfwRule } from './rule.ts';

export type StatusStyle = 'plain' | 'verbose' | 'numbered';

const row = (to: string, action: string, from: string): string => `${to.padEnd(26)} ${action.padEnd(12)}${from}`;

/** `ufw status` of a firewall that is on (get_status). */
export function statusText(rules: readonly UfwRule[], style: StatusStyle, settings: Settings): string {
  const heading = style === 'verbose' ? `Status: active\n${verboseText(settings)}` : 'Status: active';
  if (rules.length === 0) return `${heading}\n`;
  const indent = style === 'numbered' ? '     ' : '';
  const head = `${indent}${row('To', 'Action', 'From')}\n${indent}${row('--', '------', '----')}\n`;
  const shown = style === 'verbose' ? rules : requests(rules);
  const lines = shown.map((rule, i) => ({ rule, line: ruleLine(rule, i + 1, style) }));
  const groups =
    style === 'numbered'
      ? [lines]
      : [
          lines.filter(({ rule }) => !rule.forward && rule.direction === 'in'),
          lines.filter(({ rule }) => !rule.forward && rule.direction === 'out'),
          lines.filter(({ rule }) => rule.forward),
        ];
  const [incoming = [], ...others] = groups.map((group) => group.map(({ line }) => line).join(''));
  // Groups that follow what comes in are set apart from it.
  const apart = others.map((text) => (text !== '' && incoming !== '' ? `\n${text}` : text));
  return `${heading}\n\n${head}${[incoming, ...apart].join('')}\n`;
}

const WORDS: Readonly<Record<string, string>> = { ACCEPT: 'allow', DROP: 'deny', REJECT: 'reject' };

function verboseText({ level, input, output, forward, profiles }: Settings): string {
  const logging = LEVELS.indexOf(level) === 0 ? 'off' : `on (${level})`;
  return [
    `Logging: ${logging}`,
    `Default: ${WORDS[input]} (incoming), ${WORDS[output]} (outgoing), ${WORDS[forward]} (routed)`,
    `New profiles: ${WORDS[profiles] ?? 'skip'}`,
  ].join('\n');
}

function ruleLine(rule: UfwRule, number: number, style: StatusStyle): string {
  const { action, direction, forward, comment } = rule;
  const bare = direction === 'in' && !forward && style === 'plain';
  const way = forward ? 'FWD' : bare ? '' : direction.toUpperCase();
  const counted = style === 'numbered' ? `[${String(number).padStart(2)}] ` : '';
  const more = [
    ...(rule.log === '' ? [] : [rule.log]),
    ...(style === 'numbered' && direction === 'out' ? ['out'] : []),
  ];
  const told = more.length === 0 ? '' : ` (${more.join(', ')})`;
  const end = (each: 'source' | 'destination'): string => endText(rule, each, style === 'verbose');
  const remark = comment === '' ? '' : ` # ${comment}`;
  const shown = row(end('destination'), `${action.toUpperCase()} ${way}`, end('source').padEnd(26));
  return `${counted}${shown}${told}${remark}\n`;
}

/** One end of a rule: its address, port and protocol, and the device there. A profile stands for them, or beside them. */
function endText(rule: UfwRule, end: 'source' | 'destination', verbose: boolean): string {
  const { protocol, v6, forward, interfaceIn, interfaceOut, sourceProfile, destinationProfile } = rule;
  const address = rule[end];
  const profile = rule[`${end}Profile`];
  const six = v6 && isAnywhere(address) ? ' (v6)' : '';
  const port = profile === '' || verbose ? rule[`${end}Port`] : `${profile}${six}`;
  const samePorts = rule.sourcePort === rule.destinationPort;
  const hidden = protocol === ANY || (!verbose && (sourceProfile !== '' || destinationProfile !== ''));
  const named = hidden ? '' : `/${protocol}`;
  let text: string;
  if (port !== ANY) {
    const beside = profile !== '' && verbose ? ` (${profile}${six})` : '';
    text = `${isAnywhere(address) ? '' : `${address} `}${port}${named}${beside}`;
    if (v6 && isAnywhere(rule.source) && isAnywhere(rule.destination) && !text.includes(' (v6)')) text += ' (v6)';
  } else if (isAnywhere(address)) {
    text = `Anywhere${rule.source === rule.destination && samePorts ? named : ''}${v6 ? ' (v6)' : ''}`;
  } else text = `${address}${samePorts ? named : ''}`;
  // Of what is sent on, the devices are told as the packets go; else all is told from here.
  const here = forward ? interfaceOut : interfaceIn;
  const there = forward ? interfaceIn : interfaceOut;
  const device = end === 'destination' ? here : there;
  return device === '' ? text : `${text} on ${device}`;
}
