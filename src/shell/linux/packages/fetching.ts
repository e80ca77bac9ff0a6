/** What the package managers of images as on Docker Hub do: they fetch from a mirror by the network, and put programs in place. */
import { folderOfBinary } from '../../../engine/images/binaries.table.ts';
import { PROGRAM_TEXT } from '../../../engine/images/hub.ts';
import { PROGRAMS_OF } from '../../../engine/images/package-programs.table.ts';
import { locate } from '../../../world/place.ts';
import { lookupHost } from '../names/resolve.ts';
import { namespaceId } from '../names/query.ts';
import type { Call } from '../../tool/call.ts';
import { parentOf } from '../../files/path.ts';

/** Why nothing came. */
export type Unfetched = 'no-host' | 'refused' | 'unreachable' | 'timeout';

const PATIENCE = 30_000;

/** Asks a mirror for something, as packets that go out. Returns what kept it from coming; undefined where it came. */
export function fetchFrom(call: Call, host: string, port = 80): Unfetched | undefined {
  const found = lookupHost(call, host, 4);
  const [ip] = found.ok ? found.addresses : [];
  if (ip === undefined) return 'no-host';
  const { outcomes } = call.send({
    kind: 'tcp',
    namespace: namespaceId(call),
    destination: ip,
    port,
    request: `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    close: 'when-answered',
    timeout: PATIENCE,
    connectTimeout: PATIENCE,
  });
  const status = outcomes[0]?.status;
  if (status === 'connected') return undefined;
  if (status === 'refused') return 'refused';
  return status === 'timeout' ? 'timeout' : 'unreachable';
}

/** Where a package manager notes what is installed. */
const NOTED = { dpkg: '/var/lib/dpkg/status', apk: '/lib/apk/db/installed', rpm: '/var/lib/rpm/installed' } as const;
export type Notes = keyof typeof NOTED;

/** A package by its name there, and the packages of Debian that it is. */
export interface Put {
  readonly name: string;
  readonly brings: readonly string[];
}

/** Puts the programs of packages in place, and notes that they are there. */
export function putPackages(call: Call, notes: Notes, packages: readonly Put[]): void {
  call.update((world) => {
    const { container } = locate(world, call.place) ?? {};
    if (!container) return;
    const put = (path: string, text: string): void => {
      container.files[path] = text;
      delete container.files[`-${path}`];
    };
    for (const program of packages.flatMap(({ brings }) => brings.flatMap((name) => PROGRAMS_OF.get(name) ?? [])))
      put(`${folderOfBinary(program) ?? '/usr/bin'}/${program}`, `${PROGRAM_TEXT}\n`);
    for (let above = parentOf(NOTED[notes]); above !== '/'; above = parentOf(above)) container.files[`${above}/`] = '';
    const before = container.files[NOTED[notes]] ?? '';
    put(NOTED[notes], before + packages.map(({ name }) => `Package: ${name}\n`).join(''));
  });
}

/** The packages that were installed at a place since its image was made. */
export function putHere(call: Call, notes: Notes): readonly string[] {
  const text = locate(call.world(), call.place)?.container?.files[NOTED[notes]] ?? '';
  return [...text.matchAll(/^Package: (.*)$/gm)].map(([, name = '']) => name);
}

/** The image of Docker Hub that a place is made of. */
export const hubOf = (call: Call): string | undefined => locate(call.world(), call.place)?.container?.hub;
