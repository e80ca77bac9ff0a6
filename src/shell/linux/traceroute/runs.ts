/** What the tools of this folder do, loaded together at the first use of one. */
export { runTracepath } from './tracepath-run.ts';
export { runTraceroute } from './traceroute-run.ts';
