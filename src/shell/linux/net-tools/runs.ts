/** What the tools of this folder do, loaded together at the first use of one. */
export { runArp } from './arp-run.ts';
export { runIfconfig } from './ifconfig-run.ts';
export { runNetstat } from './netstat-run.ts';
export { runRoute } from './route-run.ts';
