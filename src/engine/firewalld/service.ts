import { own } from '../../kernel/own.ts';
import type { Port } from './settings.ts';
import { SERVICES } from './services.table.ts';

/** What a service's name stands for. */
export interface Service {
  ports: Port[];
  protocols: string[];
  sourcePorts: Port[];
  includes: string[];
  helpers: string[];
  /** Where its packets go, by family; of families that are not named there are none then. */
  destination: Partial<Record<'ipv4' | 'ipv6', string>>;
}

/** A service that a host's file makes or changes. */
export interface OwnService extends Service {
  name: string;
  version?: string;
  short: string;
  description: string;
}

/** A service of a name that stands for nothing yet. */
export const ownService = (name: string): OwnService => ({
  name,
  short: '',
  description: '',
  ports: [],
  protocols: [],
  sourcePorts: [],
  includes: [],
  helpers: [],
  destination: {},
});

/** Where services of one's own are known. */
export type Services = Readonly<{ services: Readonly<Record<string, OwnService>> }>;

const lines = new Map(
  SERVICES.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...words] = line.split(' ');
      return [name, words] as const;
    }),
);

/** Those that firewalld brings. */
export const stockServices: readonly string[] = [...lines.keys()].sort();

export const serviceNames = ({ services }: Services): string[] =>
  [...new Set([...stockServices, ...Object.keys(services)])].sort();

/** The service of a name: the host's own, or one that is installed. */
export const serviceCalled = ({ services }: Services, name: string): Service | undefined =>
  own(services, name) ?? stockService(name);

function stockService(name: string): Service | undefined {
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
