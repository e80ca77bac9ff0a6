/** What these commands do, loaded together at the first use of one. */
export { runCreate } from './create-run.ts';
export { runConnect, runDisconnect } from './connect-run.ts';
export { runRm } from './rm-run.ts';
export { runPrune } from './prune-run.ts';
