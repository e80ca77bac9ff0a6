import { hostAddress } from '../world/hosts.ts';
import { MachineError, addDevice, addHost } from '../world/machines.ts';
import type { Session } from './session.ts';
import type { Output } from './tool/output.ts';
import { plainWords } from './words.ts';

const USAGE = `usage: add host [NAME]
       add client [NAME [ADDRESS]]
`;

/** Runs a line at the LAN, where machines are plugged in; a command of this project's own. Returns its exit code. */
export function runAtLan(session: Session, line: string, { out, err }: Output): number {
  const words = plainWords(line);
  const [verb, kind, name, address, ...rest] = words ?? [];
  if (words?.length === 0) return 0;
  if (verb !== 'add' || rest.length > 0 || (kind !== 'client' && (kind !== 'host' || address !== undefined))) {
    err(USAGE);
    return 2;
  }
  try {
    if (kind === 'host') {
      const added = session.update((world) => addHost(world, name));
      out(`${added} ${hostAddress(added)}\n`);
    } else {
      const added = session.update((world) => addDevice(world, { name, address }));
      out(`${added.name} ${added.address}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    err(`add: ${error.message}\n`);
    return 1;
  }
}
