import type { Port } from './settings.ts';
import { SERVICES } from './services.table.ts';

/** What a service's name stands for. */
export interface Service {
  readonly ports: readonly Port[];
  readonly protocols: readonly string[];
  readonly sourcePorts: readonly Port[];
  readonly includes: readonly string[];
  readonly helpers: readonly string[];
  /** Where its packets go, by family; of families that are not named there are none then. */
  readonly destination: Readonly<Partial<Record<'ipv4' | 'ipv6', string>>>;
}

const lines = new Map(
  SERVICES.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...words] = line.split(' ');
      return [name, words] as const;
    }),
);

export const serviceNames: readonly string[] = [...lines.keys()].sort();

/** The service of a name, of those that are installed. */
export function serviceCalled(name: string): Service | undefined {
  const words = lines.get(name);
  if (!words) return undefined;
  const behind = (lead: string): string[] =>
    words.flatMap((word) => (word.startsWith(lead) ? [word.slice(lead.length)] : []));
  const ports = (all: readonly string[]): Port[] =>
    all.map((word) => {
      const [port = '', protocol = ''] = word.split('/');
      return { port, protocol };
    });
  const [ipv4] = behind('ipv4:');
  const [ipv6] = behind('ipv6:');
  return {
    ports: ports(words.filter((word) => /^\d/.test(word))),
    protocols: [...words.flatMap((word) => (word.endsWith('!') ? [word.slice(0, -1)] : [])), ...behind('proto:')],
    sourcePorts: ports(behind('from:')),
    includes: behind('+'),
    helpers: behind('helper:'),
    destination: { ...(ipv4 !== undefined && { ipv4 }), ...(ipv6 !== undefined && { ipv6 }) },
  };
}

/** Conntrack helpers with the ports that they watch, and the family, where it is one alone (/usr/lib/firewalld/helpers). */
export const HELPERS: Readonly<Record<string, { ports: readonly Port[]; family?: 'ipv4' }>> = {
  amanda: { ports: [{ port: '10080', protocol: 'udp' }] },
  ftp: { ports: [{ port: '21', protocol: 'tcp' }] },
  'netbios-ns': { ports: [{ port: '137', protocol: 'udp' }], family: 'ipv4' },
  'proto-gre': { ports: [] },
  sane: { ports: [{ port: '6566', protocol: 'tcp' }] },
  sip: {
    ports: [
      { port: '5060', protocol: 'tcp' },
      { port: '5060', protocol: 'udp' },
    ],
  },
  tftp: { ports: [{ port: '69', protocol: 'udp' }] },
};
