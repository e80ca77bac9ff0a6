import type { Container, Upstreams } from '../../engine/container/container.ts';
import { parseIp } from '../../ip/address.ts';
import type { ContainerFacts } from '../../snapshot/snapshot.ts';
import { hostsLines, resolvLines } from '../../snapshot/stack/names.ts';

const HOSTS = '/etc/hosts';
const RESOLV_CONF = '/etc/resolv.conf';

/** What a container's own files tell of names, where that is not what its engine would have written there. */
export function placeNames({ files, sandbox }: Container, { hosts, resolv }: ContainerFacts): void {
  const said = (path: string, read: (lines: readonly string[]) => string[]): string =>
    read((files[path] ?? '').split('\n')).join('\n');
  if (hosts && hosts.join('\n') !== said(HOSTS, hostsLines))
    files[HOSTS] = hosts.map((line) => `${line.replace(' ', '\t')}\n`).join('');
  if (resolv && resolv.join('\n') !== said(RESOLV_CONF, resolvLines))
    files[RESOLV_CONF] = resolv.map((line) => `${line}\n`).join('');
  const servers = resolv && serversOf(resolv);
  if (sandbox?.upstream && servers) sandbox.upstream = { ...sandbox.upstream, servers };
}

/** Whom the embedded DNS server asks: `# ExtServers: [host(203.0.113.53) 10.0.0.2]`, those of the host as the host would. */
function serversOf(resolv: readonly string[]): Upstreams['servers'] | undefined {
  const [, text] = resolv.map((line) => /^# ExtServers: \[(.*)\]$/.exec(line)).find((match) => match !== null) ?? [];
  return text?.split(/[ ,]+/).flatMap((word) => {
    const [, inner] = /^host\((.*)\)$/.exec(word) ?? [];
    const ip = parseIp(inner ?? word);
    return ip === undefined ? [] : [{ ip, fromHost: inner !== undefined }];
  });
}
