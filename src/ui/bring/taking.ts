import type { Stores } from '../../store/stores.ts';
import { textsOf, withMore } from './given-texts.ts';

/** Whether files hold what hosts say of themselves, or what was meant to; then the sheet that takes it in opens with them. */
export async function takesFiles(stores: Stores, files: readonly File[]): Promise<boolean> {
  const texts = withMore([], await textsOf(files));
  const { start } = stores.lab.getState();
  try {
    const read = await stores.simulator.ask('readHosts', start, texts, { addresses: false, names: false });
    if (!read.ok && FOREIGN.has(read.reason.kind)) return false;
  } catch {
    // What takes too long is refused there, in plain words.
  }
  stores.view.getState().open({ kind: 'bring', files: texts });
  return true;
}

/** Reasons by which a text is none of a host's. */
const FOREIGN: ReadonlySet<string> = new Set(['nothing', 'empty', 'compose-only']);

/** What tells most of a host; a project's folder may well hold a `daemon.json`. */
const TELLING: ReadonlySet<string> = new Set([
  ...['snapshot', 'script', 'containers', 'networks', 'container-list', 'network-list'],
  ...['links', 'routes', 'iptables', 'ip6tables', 'nft'],
]);

/** Takes in what a host says of itself where compose files lie beside it; tells whether that is so. */
export async function takesHostBeside(stores: Stores, files: readonly File[]): Promise<boolean> {
  const texts = withMore([], await textsOf(files));
  const { start } = stores.lab.getState();
  try {
    const read = await stores.simulator.ask('readHosts', start, texts, { addresses: false, names: false });
    if (!read.recognised.some(({ kind }) => TELLING.has(kind))) return false;
  } catch {
    return false;
  }
  stores.view.getState().open({ kind: 'bring', files: texts });
  return true;
}

/** Adds files to those that the sheet has already. */
export async function addFiles(stores: Stores, files: readonly File[]): Promise<void> {
  const more = await textsOf(files);
  const { dialog, open } = stores.view.getState();
  if (dialog?.kind === 'bring') open({ kind: 'bring', files: withMore(dialog.files, more) });
}
