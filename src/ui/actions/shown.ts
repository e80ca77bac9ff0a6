import type { Command } from '../../history/history.ts';
import { runCommand, type Stores } from '../../store/stores.ts';
import { setPanel } from '../page/panels.ts';

/** Runs commands one after the other where they are seen: in the terminals of their places. */
export async function runShown(stores: Stores, ...commands: readonly Command[]): Promise<void> {
  setPanel(stores, 'terminal', true);
  for (const { place, line } of commands) await runCommand(stores, place, line);
}
