import { parseHosts, type HostsLine } from '../../../engine/api.ts';
import { family, type Family, type Ip } from '../../../ip/address.ts';
import { FileError } from '../../files/entry.ts';
import { readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';

/** A file of the place's /etc, or nothing where there is none. */
export function etcFile(call: Call, name: string): string {
  try {
    return readText(treeAt(call.world(), call.place, call.namespace), `/etc/${name}`);
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}

export const hostsLines = (call: Call): readonly HostsLine[] => parseHosts(etcFile(call, 'hosts'));

/** The lines that name a host, of one family or of both. To whom asks for IPv4, `::1` stands for 127.0.0.1 (glibc: files-hosts.c). */
export function linesNaming(call: Call, name: string, of?: Family): HostsLine[] {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  return hostsLines(call)
    .filter(({ names }) => names.some((known) => known.toLowerCase() === wanted))
    .map((line) => (of === 4 && line.address === '::1' ? { ...line, address: '127.0.0.1' } : line))
    .filter(({ address }) => of === undefined || family(address) === of);
}

export const lineOfAddress = (call: Call, ip: Ip): HostsLine | undefined =>
  hostsLines(call).find(({ address }) => address === ip);
