import { INSTALLED } from './installed.table.ts';

/** The installed packages by name, with their versions. */
export const installed: ReadonlyMap<string, string> = new Map(
  INSTALLED.split('\n').map((line) => {
    const [name = '', version = ''] = line.split(' ');
    return [name, version] as const;
  }),
);

/** Names under which a package is known too (Debian: Provides, and packages that only lead to another). */
const OTHERWISE: Readonly<Record<string, string>> = { dnsutils: 'bind9-dnsutils', netcat: 'netcat-openbsd' };

/** The package that a name means; undefined where there is none. */
export function packageNamed(name: string): { readonly name: string; readonly version: string } | undefined {
  const meant = installed.has(name) ? name : Object.hasOwn(OTHERWISE, name) ? (OTHERWISE[name] ?? name) : name;
  const version = installed.get(meant);
  return version === undefined ? undefined : { name: meant, version };
}
