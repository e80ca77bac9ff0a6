/** What these commands do, loaded together at the first use of one. */
export { runCreate } from './create-run.ts';
export { runUpdate, runRollback } from './update-run.ts';
export { runScale } from './scale-run.ts';
export { runLogs } from './logs-run.ts';
export { runRm } from './rm-run.ts';
