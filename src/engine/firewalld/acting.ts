/** What a firewalld does, for the engine and the host's units. */
export { bind } from './change.ts';
export { writeSettings } from './config.ts';
export { beginFirewalld, endFirewalld, follow, reloadFirewalld, settleFirewalld } from './daemon.ts';
export { FirewallError } from './error.ts';
