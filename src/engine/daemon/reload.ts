import type { EngineHost } from '../engine.ts';
import { StartFailure } from '../settings/failure.ts';
import { log } from './journal.ts';
import { CONFIG_FILE, reading, UNIT_FLAGS } from './start.ts';

/** SIGHUP: the daemon reads its file again, and takes over what it can without a restart. A file that does not hold changes nothing. */
export function reloadEngine(host: EngineHost, text: string | undefined): void {
  const { engine } = host;
  log(host, 'info', 'Got signal to reload configuration', { 'config-file': CONFIG_FILE });
  const { readAgain, reloaded } = reading();
  try {
    engine.settings = reloaded(engine.settings, readAgain(text, CONFIG_FILE, UNIT_FLAGS));
    log(host, 'info', 'Reloaded configuration');
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    log(host, 'error', 'Error reloading configuration', { error: error.message });
  }
}
