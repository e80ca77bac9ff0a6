import { EngineError } from '../engine/api.ts';
import { own } from '../kernel/own.ts';
import { addressesOf } from '../world/ends.ts';
import { MachineError, addDevice, addHost, takeHubImages } from '../world/machines.ts';
import { addStandIn, imageWords } from './stand-in.ts';
import type { Session } from './session.ts';
import type { Output } from './tool/output.ts';
import { plainWords } from './words.ts';

const USAGE = `usage: add host [NAME]
       add client [NAME [ADDRESS]]
       use images docker-hub
       import SNAPSHOT
       add image NAME [--like IMAGE | --port PORT[/udp] ... | --once] [--job COMMAND ...] [--on HOST]
`;

/** Runs a line at the LAN, where machines are plugged in; a command of this project's own. Returns its exit code. */
export function runAtLan(session: Session, line: string, output: Output): number | Promise<number> {
  const { out, err } = output;
  const words = plainWords(line);
  if (words?.length === 0) return 0;
  if (words?.[0] === 'import')
    return import('./importing/run.ts').then(({ runImport }) => runImport(session, words.slice(1), output));
  const [verb, kind = '', ...rest] = words ?? [];
  const verbs = verb === 'add' ? ADDS : verb === 'use' ? USES : {};
  const add = own(verbs as Readonly<Record<string, Act>>, kind);
  try {
    const added = add?.(session, rest);
    if (added === undefined) {
      err(USAGE);
      return 2;
    }
    out(added);
    return 0;
  } catch (error) {
    if (!(error instanceof MachineError || error instanceof EngineError)) throw error;
    err(`${verb}: ${error.message}\n`);
    return 1;
  }
}

type Act = (session: Session, words: readonly string[]) => string | undefined;

/** What a lab can use in the place of what it begins with. */
const USES = {
  images: (session: Session, [name, ...rest]: readonly string[]): string | undefined => {
    if (name !== 'docker-hub' || rest.length > 0) return undefined;
    session.update(takeHubImages);
    return 'images as on Docker Hub\n';
  },
};

/** What can be added: returns what is printed, and undefined for words that are not meant so. */
const ADDS = {
  host: (session: Session, [name, ...rest]: readonly string[]): string | undefined => {
    if (rest.length > 0) return undefined;
    const added = session.update((world) => addHost(world, name));
    return `${added} ${addressesOf(session.world, added)[0] ?? ''}\n`;
  },
  client: (session: Session, [name, address, ...rest]: readonly string[]): string | undefined => {
    if (rest.length > 0) return undefined;
    const added = session.update((world) => addDevice(world, { name, address }));
    return `${added.name} ${added.address}\n`;
  },
  image: (session: Session, words: readonly string[]): string | undefined => {
    const wanted = imageWords(words);
    return wanted && session.update((world) => addStandIn(world, wanted));
  },
};
