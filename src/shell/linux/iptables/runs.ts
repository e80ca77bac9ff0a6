/** What the tools of this folder do, loaded together at the first use of one. */
export { runTables } from './iptables-run.ts';
export { runRestore } from './restore-run.ts';
export { runSave } from './save-run.ts';
