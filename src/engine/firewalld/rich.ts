import type { ForwardPort, Port } from './settings.ts';

/** A rule in firewalld's rich language (firewalld.richlanguage(5)). */
export interface RichRule {
  family?: 'ipv4' | 'ipv6';
  priority: number;
  source?: RichAddress;
  destination?: RichAddress;
  element?: RichElement;
  log?: RichLog;
  audit?: { limit?: RichLimit };
  action?: RichAction;
}

export interface RichAddress {
  kind: 'address' | 'mac' | 'ipset';
  value: string;
  not: boolean;
}

export type RichElement =
  | { kind: 'service' | 'icmp-block' | 'icmp-type'; name: string }
  | ({ kind: 'port' | 'source-port' } & Port)
  | { kind: 'protocol'; value: string }
  | { kind: 'masquerade' }
  | ({ kind: 'forward-port' } & ForwardPort);

export interface RichLog {
  prefix: string;
  level: string;
  limit?: RichLimit;
  /** Told to a group of listeners instead of the kernel's log. */
  nflog?: { group: number; threshold: number };
}

export interface RichLimit {
  rate: number;
  unit: 's' | 'm' | 'h' | 'd';
  burst: number;
}

export type RichAction = (
  | { kind: 'accept' | 'drop' }
  | { kind: 'reject'; type: string }
  | { kind: 'mark'; set: string }
) & { limit?: RichLimit };

const limitText = (limit: RichLimit | undefined): string =>
  limit ? ` limit value="${limit.rate}/${limit.unit}"${limit.burst > 0 ? ` burst=${limit.burst}` : ''}` : '';

const addressText = (word: string, { kind, value, not }: RichAddress): string =>
  ` ${word}${not ? ' NOT' : ''} ${kind}="${value}"`;

function elementText(element: RichElement): string {
  switch (element.kind) {
    case 'service':
    case 'icmp-block':
    case 'icmp-type':
      return `${element.kind} name="${element.name}"`;
    case 'port':
    case 'source-port':
      return `${element.kind} port="${element.port}" protocol="${element.protocol}"`;
    case 'protocol':
      return `protocol value="${element.value}"`;
    case 'masquerade':
      return 'masquerade';
    case 'forward-port': {
      const to = element.toPort === '' ? '' : ` to-port="${element.toPort}"`;
      const where = element.toAddress === '' ? '' : ` to-addr="${element.toAddress}"`;
      return `forward-port port="${element.port}" protocol="${element.protocol}"${to}${where}`;
    }
  }
}

function logText({ prefix, level, limit, nflog }: RichLog): string {
  const group = nflog && nflog.group > 0 ? ` group="${nflog.group}"` : '';
  const size = nflog && nflog.threshold > 0 ? ` queue-size="${nflog.threshold}"` : '';
  const words = `${prefix === '' ? '' : ` prefix="${prefix}"`}${level === '' ? '' : ` level="${level}"`}`;
  return ` ${nflog ? 'nflog' : 'log'}${group}${words}${size}${limitText(limit)}`;
}

function actionText(action: RichAction): string {
  const more =
    action.kind === 'reject' && action.type !== ''
      ? ` type="${action.type}"`
      : action.kind === 'mark'
        ? ` set=${action.set}`
        : '';
  return ` ${action.kind}${more}${limitText(action.limit)}`;
}

/** A rule as firewalld prints it. */
export function richText({ family, priority, source, destination, element, log, audit, action }: RichRule): string {
  return [
    'rule',
    priority === 0 ? '' : ` priority="${priority}"`,
    family ? ` family="${family}"` : '',
    source ? addressText('source', source) : '',
    destination ? addressText('destination', destination) : '',
    element ? ` ${elementText(element)}` : '',
    log ? logText(log) : '',
    audit ? ` audit${limitText(audit.limit)}` : '',
    action ? actionText(action) : '',
  ].join('');
}

/** The order in which rules of one zone are applied and written: by what they are about, part by part (rich.py: Rich_Rule.__lt__). */
export function compareRich(a: RichRule, b: RichRule): number {
  if (a.priority !== b.priority) return a.priority - b.priority;
  const parts = ({ family, source, destination, element, log, action }: RichRule): string[] => [
    family ?? '',
    source ? addressText('', source) : '',
    destination ? addressText('', destination) : '',
    element ? elementText(element) : '',
    log ? logText(log) : '',
    action ? actionText(action) : '',
  ];
  const [left, right] = [parts(a), parts(b)];
  const i = left.findIndex((part, at) => part !== right[at]);
  return i < 0 ? 0 : (left[i] ?? '') < (right[i] ?? '') ? -1 : 1;
}
