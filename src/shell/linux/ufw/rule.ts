/** What somebody asked of ufw. Anywhere is the block of all addresses of its family. */
export interface UfwRule {
  action: 'allow' | 'deny' | 'reject' | 'limit';
  /** Whether packets are told of: those that begin a connection, or all. */
  log: '' | 'log' | 'log-all';
  direction: 'in' | 'out';
  /** Of packets that are sent on. */
  forward: boolean;
  protocol: string;
  source: string;
  destination: string;
  sourcePort: string;
  destinationPort: string;
  /** The profiles that the ports are of. */
  sourceProfile: string;
  destinationProfile: string;
  interfaceIn: string;
  interfaceOut: string;
  comment: string;
  v6: boolean;
  /** It is written as one of several ports, whatever its ports are. */
  several?: true;
}

export const ANY = 'any';
export const ANYWHERE = '0.0.0.0/0';
export const ANYWHERE6 = '::/0';

export const isAnywhere = (address: string): boolean => address === ANYWHERE || address === ANYWHERE6;

export const createRule = (action: UfwRule['action']): UfwRule => ({
  action,
  log: '',
  direction: 'in',
  forward: false,
  protocol: ANY,
  source: ANYWHERE,
  destination: ANYWHERE,
  sourcePort: ANY,
  destinationPort: ANY,
  sourceProfile: '',
  destinationProfile: '',
  interfaceIn: '',
  interfaceOut: '',
  comment: '',
  v6: false,
});

/** The same of the other family, where it speaks of no address. */
export function ofFamily(rule: UfwRule, v6: boolean): UfwRule {
  const address = (given: string): string => (isAnywhere(given) ? (v6 ? ANYWHERE6 : ANYWHERE) : given);
  return { ...rule, v6, source: address(rule.source), destination: address(rule.destination) };
}

export type Likeness = 'same' | 'other comment' | 'other action' | 'different';

/** How far two rules are of the same traffic (UFWRule.match). */
export function compare(a: UfwRule, b: UfwRule): Likeness {
  const fields = [
    'destinationPort',
    'sourcePort',
    'protocol',
    'source',
    'destination',
    'v6',
    'destinationProfile',
    'sourceProfile',
    'interfaceIn',
    'interfaceOut',
    'direction',
    'forward',
  ] as const;
  if (fields.some((field) => a[field] !== b[field])) return 'different';
  if (a.action !== b.action || a.log !== b.log) return 'other action';
  return a.comment === b.comment ? 'same' : 'other comment';
}

export const prefixOf = (v6: boolean): 'ufw' | 'ufw6' => (v6 ? 'ufw6' : 'ufw');

export const isMulti = ({ sourcePort, destinationPort, several }: UfwRule): boolean =>
  several === true || /[,:]/.test(`${sourcePort}${destinationPort}`);

/** Several ports at once want a protocol that has ports. */
export const lacksProtocol = (rule: UfwRule): boolean =>
  isMulti(rule) && rule.protocol !== 'tcp' && rule.protocol !== 'udp';

const wayOf = ({ forward, direction }: UfwRule): string =>
  forward ? 'forward' : direction === 'out' ? 'output' : 'input';

/** The rules of iptables that it comes to (UFWRule.format_rule, _get_rules_from_formatted). */
export function linesOf(rule: UfwRule): string[] {
  const prefix = prefixOf(rule.v6);
  const chain = `${prefix}-user-${wayOf(rule)}`;
  const ported = rule.sourcePort !== ANY || rule.destinationPort !== ANY;
  // As real: ports that are several of no protocol are lost, and the rule is of all packets.
  const protocols = rule.protocol !== ANY ? [rule.protocol] : ported && !isMulti(rule) ? ['tcp', 'udp'] : [undefined];
  const remark = profileRemark(rule);
  return protocols.flatMap((protocol) => {
    const words = matchWords(rule, protocol);
    const matches = `-A ${chain}${words}`;
    const logs = logLines(rule, words);
    if (rule.action !== 'limit') return [...logs, `${matches} -j ${targetOf(rule, protocol)}${remark}`];
    const recent = `${matches} -m conntrack --ctstate NEW -m recent`;
    return [
      ...logs,
      `${recent} --set${remark}`,
      `${recent} --update --seconds 30 --hitcount 6 -j ${prefix}-user-limit${remark}`,
      `${matches} -j ${prefix}-user-limit-accept${remark}`,
    ];
  });
}

const LOGGED: Readonly<Record<UfwRule['action'], string>> = {
  allow: 'ALLOW',
  deny: 'BLOCK',
  reject: 'BLOCK',
  limit: 'LIMIT',
};

/** A rule that tells of its packets does so in a chain of its own. */
function logLines(rule: UfwRule, matches: string): string[] {
  if (rule.log === '') return [];
  const prefix = prefixOf(rule.v6);
  const logging = `${prefix}-user-logging-${wayOf(rule)}`;
  const begun = rule.log === 'log' ? ' -m conntrack --ctstate NEW' : '';
  return [
    `-A ${logging}${matches}${begun} -m limit --limit 3/min --limit-burst 10 -j LOG --log-prefix "[UFW ${LOGGED[rule.action]}] "`,
    `-A ${logging}${matches} -j RETURN`,
    `-A ${prefix}-user-${wayOf(rule)}${matches} -j ${logging}`,
  ];
}

/** A rule as ufw names it to itself (UFWRule.format_rule). */
export function formatted(rule: UfwRule): string {
  const { action, log, protocol } = rule;
  const target = action === 'limit' ? 'LIMIT' : targetOf(rule, undefined);
  const reset = action === 'reject' && protocol === 'tcp' ? ' --reject-with tcp-reset' : '';
  const words = matchWords(rule, protocol === ANY ? 'all' : protocol);
  return `${words} -j ${target}${log === '' ? '' : `_${log}`}${reset}${profileRemark(rule)}`.trim();
}

/** iptables is told which profiles it is of; it keeps the quotes. */
function profileRemark({ destinationProfile, sourceProfile }: UfwRule): string {
  const named = [
    ...(destinationProfile === '' ? [] : [`dapp_${escaped(destinationProfile)}`]),
    ...(sourceProfile === '' ? [] : [`sapp_${escaped(sourceProfile)}`]),
  ];
  return named.length === 0 ? '' : ` -m comment --comment '${named.join(',')}'`;
}

/** The name of a profile as one word, and back. */
export const escaped = (name: string): string => name.replaceAll(' ', '%20');
export const unescaped = (word: string): string => word.replaceAll('%20', ' ');

function matchWords(rule: UfwRule, protocol: string | undefined): string {
  const { destinationPort, sourcePort, source, destination, interfaceIn, interfaceOut } = rule;
  const multi = isMulti(rule);
  const ports = (option: string, port: string): string =>
    port === ANY || (multi && protocol === undefined)
      ? ''
      : multi
        ? ` -m multiport --${option}s ${port}`
        : ` --${option} ${port}`;
  const words = [
    interfaceIn === '' ? '' : ` -i ${interfaceIn}`,
    interfaceOut === '' ? '' : ` -o ${interfaceOut}`,
    protocol === undefined ? '' : ` -p ${protocol}`,
    multi ? ports('dport', destinationPort) + ports('sport', sourcePort) : '',
    isAnywhere(destination) ? '' : ` -d ${destination}`,
    multi ? '' : ports('dport', destinationPort),
    isAnywhere(source) ? '' : ` -s ${source}`,
    multi ? '' : ports('sport', sourcePort),
  ];
  return words.join('');
}

function targetOf({ action }: UfwRule, protocol: string | undefined): string {
  if (action === 'allow') return 'ACCEPT';
  if (action === 'deny') return 'DROP';
  return protocol === 'tcp' ? 'REJECT --reject-with tcp-reset' : 'REJECT';
}

/** The command that asks for it (UFWCommandRule.get_command). */
function commandOf(rule: UfwRule): string {
  const { action, direction, interfaceIn, interfaceOut, protocol, destinationPort, sourcePort, comment } = rule;
  const { destinationProfile, sourceProfile } = rule;
  const remark = comment === '' ? [] : [`comment '${comment}'`];
  const short =
    isAnywhere(rule.source) &&
    isAnywhere(rule.destination) &&
    sourcePort === ANY &&
    sourceProfile === '' &&
    destinationPort !== ANY &&
    interfaceIn === '' &&
    interfaceOut === '';
  const out = direction === 'out' ? ['out'] : [];
  const log = rule.log === '' ? [] : [rule.log];
  const named = protocol === ANY ? '' : `/${protocol}`;
  if (short) {
    const what = destinationProfile === '' ? `${destinationPort}${named}` : quoted(destinationProfile);
    return [action, ...out, ...log, what, ...remark].join(' ');
  }
  const end = (word: string, address: string, port: string, profile: string): string[] => {
    if (isAnywhere(address) && port === ANY && profile === '') return [];
    const what = profile !== '' ? ['app', quoted(profile)] : port === ANY ? [] : ['port', port];
    return [word, isAnywhere(address) ? ANY : address, ...what];
  };
  const ends = [
    ...end('from', rule.source, sourcePort, sourceProfile),
    ...end('to', rule.destination, destinationPort, destinationProfile),
  ];
  return [
    action,
    ...(interfaceIn === '' ? [] : ['in on', interfaceIn]),
    ...(interfaceOut === '' ? out : ['out on', interfaceOut]),
    ...log,
    ...ends,
    ...(ends.length === 0 && interfaceIn === '' && interfaceOut === '' ? ['to any'] : []),
    ...(protocol === ANY || destinationProfile !== '' || sourceProfile !== '' ? [] : ['proto', protocol]),
    ...remark,
  ].join(' ');
}

const quoted = (profile: string): string => (profile.includes(' ') ? `'${profile}'` : profile);

export const fullCommandOf = (rule: UfwRule): string => `${rule.forward ? 'route ' : ''}${commandOf(rule)}`;
