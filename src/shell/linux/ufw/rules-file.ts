import { loggingLines, type Settings } from './logging.ts';
import { createRule, escaped, linesOf, prefixOf, unescaped, type UfwRule } from './rule.ts';

const TUPLE = '### tuple ###';

const hex = (text: string): string =>
  [...new TextEncoder().encode(text)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
const unhex = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from((text.match(/../g) ?? []).map((pair) => parseInt(pair, 16))));

/** The rules that a file of user rules tells of (_read_rules). */
export function rulesIn(text: string, v6: boolean): UfwRule[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith(TUPLE)) return [];
    const rule = ruleOfTuple(line.slice(TUPLE.length).trim().split(' '), v6);
    return rule ? [rule] : [];
  });
}

function ruleOfTuple(words: readonly string[], v6: boolean): UfwRule | undefined {
  const remark = words.find((word) => word.startsWith('comment='));
  const fields = words.filter((word) => word !== remark);
  const [head = '', protocol, destinationPort, destination, sourcePort, source] = fields;
  // Rules of profiles have two fields more.
  const [to = '-', from = '-', where = ''] = fields.length < 8 ? ['-', '-', fields[6]] : fields.slice(6);
  const [, asked = '', log = ''] = /^(?:route:)?([a-z]+)(?:_(log|log-all))?$/.exec(head) ?? [];
  const action = (['allow', 'deny', 'reject', 'limit'] as const).find((each) => each === asked);
  if (!action || !protocol || !destinationPort || !destination || !sourcePort || !source) return undefined;
  const [first = '', second = ''] = where.split('!');
  const [, way, device = ''] = /^(in|out)(?:_(.*))?$/.exec(first) ?? [];
  return {
    ...createRule(action),
    log: log === 'log' || log === 'log-all' ? log : '',
    forward: head.startsWith('route:'),
    direction: way === 'out' ? 'out' : 'in',
    protocol,
    destinationPort,
    destination,
    sourcePort,
    source,
    destinationProfile: to === '-' ? '' : unescaped(to),
    sourceProfile: from === '-' ? '' : unescaped(from),
    interfaceIn: way === 'in' ? device : '',
    interfaceOut: way === 'out' ? device : second.replace(/^out_/, ''),
    comment: remark ? unhex(remark.slice('comment='.length)) : '',
    v6,
  };
}

function tupleOf(rule: UfwRule): string {
  const { interfaceIn, interfaceOut, direction, comment, destinationProfile, sourceProfile } = rule;
  const profiles = [destinationProfile, sourceProfile].map((name) => (name === '' ? '-' : escaped(name)));
  const device = interfaceIn === '' ? interfaceOut : interfaceIn;
  const where =
    interfaceIn !== '' && interfaceOut !== ''
      ? `in_${interfaceIn}!out_${interfaceOut}`
      : `${direction}${device === '' ? '' : `_${device}`}`;
  const words = [
    `${rule.forward ? 'route:' : ''}${rule.action}${rule.log === '' ? '' : `_${rule.log}`}`,
    rule.protocol,
    rule.destinationPort,
    rule.destination,
    rule.sourcePort,
    rule.source,
    ...(destinationProfile === '' && sourceProfile === '' ? [] : profiles),
    where,
    ...(comment === '' ? [] : [`comment=${hex(comment)}`]),
  ];
  return `${TUPLE} ${words.join(' ')}`;
}

const CHAINS = [
  'user-input',
  'user-output',
  'user-forward',
  'before-logging-input',
  'before-logging-output',
  'before-logging-forward',
  'user-logging-input',
  'user-logging-output',
  'user-logging-forward',
  'after-logging-input',
  'after-logging-output',
  'after-logging-forward',
  'logging-deny',
  'logging-allow',
  'user-limit',
  'user-limit-accept',
];

export const limitLog = (prefix: string): string =>
  `${prefix}-user-limit -m limit --limit 3/minute -j LOG --log-prefix "[UFW LIMIT BLOCK] "`;

const limitLines = (prefix: string, { level }: Settings): string[] => [
  '',
  '### RATE LIMITING ###',
  ...(level === 'off' ? [] : [`-A ${limitLog(prefix)}`]),
  `-A ${prefix}-user-limit -j REJECT`,
  `-A ${prefix}-user-limit-accept -j ACCEPT`,
  '### END RATE LIMITING ###',
];

/** A file of user rules, which iptables-restore reads, and ufw its tuples (_write_rules). A trial knows no limits of IPv6. */
export function rulesFile(rules: readonly UfwRule[], v6: boolean, settings: Settings, isTrial = false): string {
  const prefix = prefixOf(v6);
  const isOff = v6 && !settings.ipv6;
  const limits = !isOff && !(isTrial && v6);
  return [
    '*filter',
    ...CHAINS.filter((chain) => limits || !chain.startsWith('user-limit')).map(
      (chain) => `:${prefix}-${chain} - [0:0]`,
    ),
    '### RULES ###',
    ...rules.flatMap((rule) => ['', tupleOf(rule), ...linesOf(rule)]),
    '',
    '### END RULES ###',
    '',
    '### LOGGING ###',
    ...(isOff ? [] : loggingLines(prefix, settings)),
    '### END LOGGING ###',
    ...(limits ? limitLines(prefix, settings) : []),
    'COMMIT',
    '',
  ].join('\n');
}
