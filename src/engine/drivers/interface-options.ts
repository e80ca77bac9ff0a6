/** What an attachment's driver options ask of its interface in the container (libnetwork/netlabel, libnetwork/osl/interface_linux.go). */
import { family } from '../../ip/address.ts';
import { KernelError } from '../../kernel/errno.ts';
import type { LinkRef } from '../../kernel/link/link.ts';
import { renameLink } from '../../kernel/link/links.ts';
import { addAddress } from '../../kernel/link/addresses.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import type { EngineHost } from '../engine.ts';
import { internal, prefixed } from '../errors.ts';
import type { Endpoint } from '../network/endpoint.ts';
import { interfaceAddress } from './interface-address.ts';

const FAULTS: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'permission denied',
  EEXIST: 'file exists',
  EINVAL: 'invalid argument',
  ERANGE: 'numerical result out of range',
};

/** Gives an interface its link-local addresses, its name and its settings. Throws where it cannot have them. */
export function applyOptions(host: EngineHost, ref: LinkRef, endpoint: Endpoint, name: string): void {
  const first = endpoint.interface;
  const apply = (): void => {
    attempt(`error renaming interface "${first}" to "${name}"`, () => {
      renameLink(host.kernel, ref, name);
    });
    addLinkLocal(host, ref, endpoint);
    endpoint.interface = name;
    if (endpoint.sysctls !== undefined) writeSysctls(host, ref.namespace, name, endpoint.sysctls);
  };
  prefixed(`failed to add interface ${first} to sandbox`, apply, internal);
}

function attempt(what: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw internal(`${what}: ${FAULTS[error.code] ?? error.code}`);
  }
}

function addLinkLocal(host: EngineHost, ref: LinkRef, { interface: name, linkLocal = [] }: Endpoint): void {
  const all = linkLocal.map((ip) => interfaceAddress(ip, family(ip) === 4 ? 16 : 64));
  const list = all.map(({ address, prefixLength }) => `${address}/${prefixLength}`).join(' ');
  attempt(`error setting interface "${name}" link local IPs to [${list}]`, () => {
    for (const address of all) addAddress(host.kernel, ref, address);
  });
}

/** Writes settings such as `net.ipv4.conf.IFNAME.forwarding=0`, divided by commas. Throws at one that is none. */
function writeSysctls(host: EngineHost, namespace: string, device: string, text: string): void {
  for (const setting of text.split(',')) {
    const [name = '', value] = setting.split(/=(.*)/s);
    if (value === undefined) throw internal(`expected sysctl '${setting}' to have format name=value`);
    const [net, family, conf, , ...key] = name.split('.');
    const parts = [net, family, conf, device, ...key];
    try {
      setSysctl(host.kernel, namespace, parts.join('.'), value);
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      const path = `/proc/sys/${parts.join('/')}`;
      throw internal(
        error.code === 'ENOENT'
          ? `${path} is not a sysctl file`
          : `unable to write to '${path}': write ${path}: invalid argument`,
      );
    }
  }
}
