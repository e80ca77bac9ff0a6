import { setNamed } from './ipset.ts';
import {
  compareRich,
  type RichAction,
  type RichAddress,
  type RichElement,
  type RichLimit,
  type RichRule,
} from './rich.ts';
import { isZone, itemsOf, type Item, type Policy, type Settings, type Zone } from './settings.ts';
import { emptyElement, readXml, tag, textElement, XML_HEAD, type Element } from './xml.ts';

/** The files of zones and policies (firewalld.zone(5), firewalld.policy(5)): read, and written as firewalld writes them. */

const flag = (text: string | undefined): boolean => text === 'yes' || text?.toLowerCase() === 'true';
const childrenCalled = ({ children }: Element, name: string): readonly Element[] =>
  children.filter((child) => child.name === name);
const namesIn = (element: Element, child: string): string[] =>
  childrenCalled(element, child).map(({ attributes }) => attributes.name ?? '');

function commonOf(name: string, element: Element, target: string): Settings {
  const text = (child: string): string => childrenCalled(element, child)[0]?.text ?? '';
  return {
    name,
    short: text('short'),
    description: text('description'),
    target: element.attributes.target ?? target,
    items: element.children.flatMap((child) => itemOf(child) ?? []),
    ...(element.attributes.version !== undefined && { version: element.attributes.version }),
  };
}

/** A zone of a file's text; undefined where that is none. */
export function readZone(name: string, text: string): Zone | undefined {
  const element = readXml(text);
  if (element?.name !== 'zone') return undefined;
  return {
    ...commonOf(name, element, 'default'),
    interfaces: namesIn(element, 'interface'),
    sources: childrenCalled(element, 'source').flatMap(({ attributes: { address, mac, ipset } }) =>
      ipset === undefined ? (address ?? mac ?? []) : `ipset:${ipset}`,
    ),
    forward: childrenCalled(element, 'forward').length > 0,
    inversion: childrenCalled(element, 'icmp-block-inversion').length > 0,
    ingressPriority: Number(element.attributes['ingress-priority'] ?? 0),
    egressPriority: Number(element.attributes['egress-priority'] ?? 0),
  };
}

export function readPolicy(name: string, text: string): Policy | undefined {
  const element = readXml(text);
  if (element?.name !== 'policy') return undefined;
  return {
    ...commonOf(name, element, 'CONTINUE'),
    priority: Number(element.attributes.priority ?? -1),
    ingress: namesIn(element, 'ingress-zone'),
    egress: namesIn(element, 'egress-zone'),
    disabled: childrenCalled(element, 'disable').length > 0,
  };
}

function itemOf(element: Element): Item | undefined {
  const { name, attributes } = element;
  const { port = '', protocol = '' } = attributes;
  switch (name) {
    case 'service':
    case 'icmp-block':
      return { kind: name, name: attributes.name ?? '' };
    case 'port':
    case 'source-port':
      return { kind: name, port, protocol };
    case 'protocol':
      return { kind: 'protocol', value: attributes.value ?? '' };
    case 'masquerade':
      return { kind: 'masquerade' };
    case 'forward-port':
      return { kind: 'forward-port', port, protocol, ...forwardTo(attributes) };
    case 'rule':
      return { kind: 'rule', rule: ruleOf(element) };
    default:
      return undefined;
  }
}

const forwardTo = (attributes: Element['attributes']) => ({
  toPort: attributes['to-port'] ?? '',
  toAddress: attributes['to-addr'] ?? '',
});

function ruleOf(element: Element): RichRule {
  const { family, priority = '0' } = element.attributes;
  const rule: RichRule = {
    ...((family === 'ipv4' || family === 'ipv6') && { family }),
    priority: Number(priority),
  };
  for (const child of element.children) {
    const { name, attributes } = child;
    const limit = limitOf(child);
    const limited = limit ? { limit } : {};
    if (name === 'source' || name === 'destination') rule[name] = addressOf(attributes);
    else if (name === 'log') rule.log = { prefix: attributes.prefix ?? '', level: attributes.level ?? '', ...limited };
    else if (name === 'nflog')
      rule.log = {
        prefix: attributes.prefix ?? '',
        level: '',
        nflog: { group: Number(attributes.group ?? 0), threshold: Number(attributes['queue-size'] ?? 0) },
        ...limited,
      };
    else if (name === 'audit') rule.audit = limited;
    else if (name === 'accept' || name === 'drop') rule.action = { kind: name, ...limited };
    else if (name === 'reject') rule.action = { kind: 'reject', type: attributes.type ?? '', ...limited };
    else if (name === 'mark') rule.action = { kind: 'mark', set: attributes.set ?? '', ...limited };
    else if (name === 'icmp-type') rule.element = { kind: 'icmp-type', name: attributes.name ?? '' };
    else {
      const item = itemOf(child);
      if (item && item.kind !== 'rule') rule.element = item;
    }
  }
  return rule;
}

function limitOf(element: Element): RichLimit | undefined {
  const [found] = childrenCalled(element, 'limit');
  const [, rate = '1', unit = 's'] = /^(\d+)\/(\w)/.exec(found?.attributes.value ?? '') ?? [];
  return found && { rate: Number(rate), unit: unit as RichLimit['unit'], burst: Number(found.attributes.burst ?? 0) };
}

const addressOf = ({ address, mac, ipset, invert }: Element['attributes']): RichAddress => ({
  kind: ipset !== undefined ? 'ipset' : mac === undefined ? 'address' : 'mac',
  value: ipset ?? mac ?? address ?? '',
  not: flag(invert),
});

/** What a zone's or a policy's file says (io/zone.py: zone_writer, io/policy.py: policy_writer). */
export function fileText(settings: Zone | Policy): string {
  const { version, target } = settings;
  const common = commonLines(settings);
  if (isZone(settings)) {
    const head = tag('zone', {
      version,
      target: target === 'default' ? undefined : target,
      'ingress-priority': settings.ingressPriority === 0 ? undefined : String(settings.ingressPriority),
      'egress-priority': settings.egressPriority === 0 ? undefined : String(settings.egressPriority),
    });
    return whole(head, 'zone', [
      ...common,
      ...settings.interfaces.map((name) => emptyElement('interface', { name })),
      ...settings.sources.map((source) => {
        const ipset = setNamed(source);
        return emptyElement('source', ipset === undefined ? { address: source } : { ipset });
      }),
      ...(settings.inversion ? [emptyElement('icmp-block-inversion')] : []),
      ...(settings.forward ? [emptyElement('forward')] : []),
    ]);
  }
  const { priority, ingress, egress, disabled } = settings;
  const head = tag('policy', { version, priority: priority === -1 ? undefined : String(priority), target });
  return whole(head, 'policy', [
    ...common,
    ...ingress.map((name) => emptyElement('ingress-zone', { name })),
    ...egress.map((name) => emptyElement('egress-zone', { name })),
    ...(disabled ? [emptyElement('disable')] : []),
  ]);
}

const whole = (head: string, name: string, lines: readonly string[]): string =>
  `${XML_HEAD}${head}>\n${lines.map((line) => `  ${line}\n`).join('')}</${name}>\n`;

function commonLines(settings: Settings): string[] {
  const { short, description } = settings;
  const rules = itemsOf(settings, 'rule').map(({ rule }) => rule);
  return [
    ...(short === '' ? [] : [textElement('short', short)]),
    ...(description === '' ? [] : [textElement('description', description)]),
    ...itemsOf(settings, 'service').map(({ name }) => emptyElement('service', { name })),
    ...itemsOf(settings, 'port').map(elementLine),
    ...itemsOf(settings, 'protocol').map(elementLine),
    ...itemsOf(settings, 'icmp-block').map(elementLine),
    ...itemsOf(settings, 'masquerade').map(elementLine),
    ...itemsOf(settings, 'forward-port').map(elementLine),
    ...itemsOf(settings, 'source-port').map(elementLine),
    ...rules.sort(compareRich).map(ruleLines),
  ];
}

function elementLine(element: RichElement): string {
  switch (element.kind) {
    case 'service':
    case 'icmp-block':
    case 'icmp-type':
      return emptyElement(element.kind, { name: element.name });
    case 'port':
    case 'source-port':
      return emptyElement(element.kind, { port: element.port, protocol: element.protocol });
    case 'protocol':
      return emptyElement('protocol', { value: element.value });
    case 'masquerade':
      return emptyElement('masquerade');
    case 'forward-port': {
      const { port, protocol, toPort, toAddress } = element;
      return emptyElement('forward-port', { port, protocol, 'to-port': toPort, 'to-addr': toAddress });
    }
  }
}

function ruleLines({ family, priority, source, destination, element, log, audit, action }: RichRule): string {
  const address = (name: string, { kind, value, not }: RichAddress): string =>
    emptyElement(name, { [kind]: value, invert: not ? 'True' : undefined });
  const lines = [
    ...(source ? [address('source', source)] : []),
    ...(destination ? [address('destination', destination)] : []),
    ...(element ? [elementLine(element)] : []),
    ...(log
      ? [
          log.nflog
            ? withLimit(
                'nflog',
                { group: zeroless(log.nflog.group), prefix: log.prefix, 'queue-size': zeroless(log.nflog.threshold) },
                log.limit,
              )
            : withLimit('log', { prefix: log.prefix, level: log.level }, log.limit),
        ]
      : []),
    ...(audit ? [withLimit('audit', {}, audit.limit)] : []),
    ...(action ? [withLimit(action.kind, actionAttributes(action), action.limit)] : []),
  ];
  const head = tag('rule', { family, priority: priority === 0 ? undefined : String(priority) });
  return `${head}>\n${lines.map((line) => `    ${line}\n`).join('')}  </rule>`;
}

const zeroless = (value: number): string | undefined => (value === 0 ? undefined : String(value));

const actionAttributes = (action: RichAction): Record<string, string> =>
  action.kind === 'reject' ? { type: action.type } : action.kind === 'mark' ? { set: action.set } : {};

const withLimit = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  limit: RichLimit | undefined,
): string =>
  limit
    ? `${tag(name, attributes)}>\n      ${emptyElement('limit', { value: `${limit.rate}/${limit.unit}`, burst: String(limit.burst) })}\n    </${name}>`
    : emptyElement(name, attributes);
