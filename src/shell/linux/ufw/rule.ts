/** What somebody asked of ufw. Anywhere is the block of all addresses of its family. */
export interface UfwRule {
  action: 'allow' | 'deny' | 'reject' | 'limit';
  direction: 'in' | 'out';
  /** Of packets that are sent on. */
  forward: boolean;
  protocol: string;
  source: string;
  destination: string;
  sourcePort: string;
  destinationPort: string;
  interfaceIn: string;
  interfaceOut: string;
  comment: string;
  v6: boolean;
}

export const ANY = 'any';
export const ANYWHERE = '0.0.0.0/0';
export const ANYWHERE6 = '::/0';

export const isAnywhere = (address: string): boolean => address === ANYWHERE || address === ANYWHERE6;

export const createRule = (action: UfwRule['action']): UfwRule => ({
  action,
  direction: 'in',
  forward: false,
  protocol: ANY,
  source: ANYWHERE,
  destination: ANYWHERE,
  sourcePort: ANY,
  destinationPort: ANY,
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
    'interfaceIn',
    'interfaceOut',
    'direction',
    'forward',
  ] as const;
  if (fields.some((field) => a[field] !== b[field])) return 'different';
  if (a.action !== b.action) return 'other action';
  return a.comment === b.comment ? 'same' : 'other comment';
}

export const prefixOf = (v6: boolean): 'ufw' | 'ufw6' => (v6 ? 'ufw6' : 'ufw');

const isMulti = ({ sourcePort, destinationPort }: UfwRule): boolean => /[,:]/.test(`${sourcePort}${destinationPort}`);

/** Several ports at once want a protocol that has ports. */
export const lacksProtocol = (rule: UfwRule): boolean =>
  isMulti(rule) && rule.protocol !== 'tcp' && rule.protocol !== 'udp';

/** The rules of iptables that it comes to (UFWRule.format_rule, _get_rules_from_formatted). */
export function linesOf(rule: UfwRule): string[] {
  const prefix = prefixOf(rule.v6);
  const chain = `${prefix}-user-${rule.forward ? 'forward' : rule.direction === 'out' ? 'output' : 'input'}`;
  const ported = rule.sourcePort !== ANY || rule.destinationPort !== ANY;
  const protocols = rule.protocol !== ANY ? [rule.protocol] : ported ? ['tcp', 'udp'] : [undefined];
  return protocols.flatMap((protocol) => {
    const matches = `-A ${chain}${matchWords(rule, protocol)}`;
    if (rule.action !== 'limit') return [`${matches} -j ${targetOf(rule, protocol)}`];
    const recent = `${matches} -m conntrack --ctstate NEW -m recent`;
    return [
      `${recent} --set`,
      `${recent} --update --seconds 30 --hitcount 6 -j ${prefix}-user-limit`,
      `${matches} -j ${prefix}-user-limit-accept`,
    ];
  });
}

function matchWords(rule: UfwRule, protocol: string | undefined): string {
  const { destinationPort, sourcePort, source, destination, interfaceIn, interfaceOut } = rule;
  const multi = isMulti(rule);
  const ports = (option: string, port: string): string =>
    port === ANY ? '' : multi ? ` -m multiport --${option}s ${port}` : ` --${option} ${port}`;
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
export function commandOf(rule: UfwRule): string {
  const { action, direction, interfaceIn, interfaceOut, protocol, destinationPort, sourcePort, comment } = rule;
  const remark = comment === '' ? [] : [`comment '${comment}'`];
  const short =
    isAnywhere(rule.source) &&
    isAnywhere(rule.destination) &&
    sourcePort === ANY &&
    destinationPort !== ANY &&
    interfaceIn === '' &&
    interfaceOut === '';
  const out = direction === 'out' ? ['out'] : [];
  if (short)
    return [action, ...out, `${destinationPort}${protocol === ANY ? '' : `/${protocol}`}`, ...remark].join(' ');
  const end = (word: string, address: string, port: string): string[] => {
    if (isAnywhere(address) && port === ANY) return [];
    return [word, isAnywhere(address) ? ANY : address, ...(port === ANY ? [] : ['port', port])];
  };
  const ends = [...end('from', rule.source, sourcePort), ...end('to', rule.destination, destinationPort)];
  return [
    action,
    ...(interfaceIn === '' ? [] : ['in on', interfaceIn]),
    ...(interfaceOut === '' ? out : ['out on', interfaceOut]),
    ...ends,
    ...(ends.length === 0 && interfaceIn === '' && interfaceOut === '' ? ['to any'] : []),
    ...(protocol === ANY ? [] : ['proto', protocol]),
    ...remark,
  ].join(' ');
}

export const fullCommandOf = (rule: UfwRule): string => `${rule.forward ? 'route ' : ''}${commandOf(rule)}`;
