import { formatPrefix } from '../../ip/address.ts';
import { StartFailure } from '../settings/failure.ts';
import type { AddressPool, Settings } from '../settings/settings.ts';

export const failed = (why: string): StartFailure => new StartFailure(`failed to start daemon: ${why}`);

const RUNTIMES = ['runc', 'io.containerd.runc.v2'];
const STORAGE_DRIVERS = ['', 'overlay2'];

/** Throws where settings cannot go together, or name what the machine has not (daemon/daemon_unix.go: verifyDaemonSettings; daemon.go: NewDaemon). */
export function checkDaemon(settings: Settings): void {
  const { bridge, bip, bip6, icc, iptables, ip6tables, ipv6 } = settings;
  const both = (option: string): string =>
    `You specified -b & --${option}, mutually exclusive options. Please specify only one`;
  if (bridge !== '' && bip !== '') throw failed(both('bip'));
  if (bridge !== '' && bip6 !== '') throw failed(both('bip6'));
  const closed = (tool: string): string =>
    `You specified --${tool}=false with --icc=false. ICC=false uses ${tool} to function. Please set --icc or --${tool} to true`;
  if (!icc && !iptables) throw failed(closed('iptables'));
  if (!icc && ipv6 && !ip6tables) throw failed(closed('ip6tables'));
  if (!RUNTIMES.includes(settings.runtime))
    throw failed(`specified default runtime '${settings.runtime}' does not exist`);
  if (!STORAGE_DRIVERS.includes(settings.storageDriver))
    throw failed(`error initializing graphdriver: driver not supported: ${settings.storageDriver}`);
}

/** Throws where an address pool cannot be cut as it says (libnetwork/ipams/defaultipam/allocator.go: splitByIPFamily). */
export function checkPools(pools: readonly AddressPool[]): void {
  for (const [at, { base, size }] of pools.entries()) {
    if (base.length <= size) continue;
    throw failed(
      `Error initializing network controller: error obtaining controller instance: could not construct local address space: network at index ${at} (&{${formatPrefix(base)} ${size}}) has a smaller prefix (/${base.length}) than the target size of that pool (/${size})`,
    );
  }
}
