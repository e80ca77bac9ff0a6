/** What the tools of this folder do, loaded together at the first use of one. */
export { runDig } from './dig-run.ts';
export { runHost } from './host-run.ts';
export { runNslookup } from './nslookup-run.ts';
