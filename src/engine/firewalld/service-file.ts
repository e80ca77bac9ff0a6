import type { OwnService } from './service.ts';
import type { Port } from './settings.ts';
import { emptyElement, readXml, tag, textElement, XML_HEAD } from './xml.ts';

/** The files of services in /etc/firewalld/services (firewalld.service(5)): read, and written as firewalld writes them. */

/** A service of a file's text; undefined where that is none. */
export function readService(name: string, text: string): OwnService | undefined {
  const element = readXml(text);
  if (element?.name !== 'service') return undefined;
  const childrenCalled = (child: string) => element.children.filter((each) => each.name === child);
  const valuesOf = (child: string, attribute: string): string[] =>
    childrenCalled(child).flatMap(({ attributes }) => attributes[attribute] ?? []);
  const portsOf = (child: string): Port[] =>
    childrenCalled(child).map(({ attributes: { port = '', protocol = '' } }) => ({ port, protocol }));
  const [where] = childrenCalled('destination');
  const { ipv4, ipv6 } = where?.attributes ?? {};
  const { version } = element.attributes;
  // A port without a number stands for its protocol.
  const ports = portsOf('port');
  return {
    name,
    ...(version !== undefined && { version }),
    short: childrenCalled('short')[0]?.text ?? '',
    description: childrenCalled('description')[0]?.text ?? '',
    ports: ports.filter(({ port }) => port !== ''),
    protocols: [
      ...ports.filter(({ port }) => port === '').map(({ protocol }) => protocol),
      ...valuesOf('protocol', 'value'),
    ],
    sourcePorts: portsOf('source-port'),
    includes: valuesOf('include', 'service'),
    helpers: valuesOf('helper', 'name'),
    destination: { ...(ipv4 !== undefined && { ipv4 }), ...(ipv6 !== undefined && { ipv6 }) },
  };
}

export function serviceFileText(service: OwnService): string {
  const { version, short, description, ports, protocols, sourcePorts, destination, includes, helpers } = service;
  const { ipv4, ipv6 } = destination;
  const lines = [
    ...(short === '' ? [] : [textElement('short', short)]),
    ...(description === '' ? [] : [textElement('description', description)]),
    ...ports.map(({ port, protocol }) => emptyElement('port', { port, protocol })),
    ...protocols.map((value) => emptyElement('protocol', { value })),
    ...sourcePorts.map(({ port, protocol }) => emptyElement('source-port', { port, protocol })),
    ...(ipv4 === undefined && ipv6 === undefined ? [] : [emptyElement('destination', { ipv4, ipv6 })]),
    ...includes.map((name) => emptyElement('include', { service: name })),
    ...helpers.map((name) => emptyElement('helper', { name })),
  ];
  return `${XML_HEAD}${tag('service', { version })}>\n${lines.map((line) => `  ${line}\n`).join('')}</service>\n`;
}
