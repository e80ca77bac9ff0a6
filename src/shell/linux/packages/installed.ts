import { packagesOf } from '../../../engine/images/hub.ts';
import type { Call } from '../../tool/call.ts';
import { hubOf, putHere } from './fetching.ts';
import { FURTHER, INSTALLED } from './installed.table.ts';

/** The installed packages by name, with their versions. */
const versionsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').map((line) => {
      const [name = '', version = ''] = line.split(' ');
      return [name, version] as const;
    }),
  );

/** All that the lab's root has, by name, with its version. */
export const installed = versionsOf(INSTALLED);
const available = versionsOf(`${INSTALLED}\n${FURTHER}`);

/** The packages that a place has, by name, with their versions. */
export function installedAt(call: Call): ReadonlyMap<string, string> {
  const hub = hubOf(call);
  if (hub === undefined) return installed;
  const names = new Set([...packagesOf(hub), ...putHere(call, 'dpkg')]);
  return new Map([...available].filter(([name]) => names.has(name)));
}

/** Names under which a package is known too (Debian: Provides, and packages that only lead to another). */
const OTHERWISE: Readonly<Record<string, string>> = {
  dnsutils: 'bind9-dnsutils',
  netcat: 'netcat-openbsd',
  python3: 'python3-minimal',
  iproute: 'iproute2',
};

/** The package of Debian that a name means; undefined where there is none. */
export function packageNamed(name: string): { readonly name: string; readonly version: string } | undefined {
  const meant = available.has(name) ? name : Object.hasOwn(OTHERWISE, name) ? (OTHERWISE[name] ?? name) : name;
  const version = available.get(meant);
  return version === undefined ? undefined : { name: meant, version };
}
