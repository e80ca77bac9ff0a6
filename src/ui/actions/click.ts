import { runCommand, type Stores } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';

/** Runs a command that a click stands for; where it fails, a notice holds the tool's own words. */
export async function runClick(stores: Stores, place: Place, line: string): Promise<void> {
  const entry = await runCommand(stores, place, line);
  if (entry === undefined || entry.outcome.exit === 0) return;
  const detail = entry.outcome.stderr.trim() || undefined;
  stores.view.getState().notify({ kind: 'failed', line, detail });
}
