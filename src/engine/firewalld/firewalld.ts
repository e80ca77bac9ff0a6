import { part } from '../../kernel/part.ts';
import type { FirewallHost } from './daemon.ts';
import type { FirewallError } from './error.ts';
import type { Firewalld } from './settings.ts';

/** Loaded when a host first runs one. */
export const firewalld = part(() => import('./acting.ts'));

export const beginFirewalld = (host: FirewallHost): Firewalld => firewalld().beginFirewalld(host);
export const endFirewalld = (host: FirewallHost, it: Firewalld): void => firewalld().endFirewalld(host, it);
export const reloadFirewalld = (host: FirewallHost, it: Firewalld): FirewallError | undefined =>
  firewalld().reloadFirewalld(host, it);
/** Takes back what was set for a time that is over. */
export const settleFirewalld = (host: FirewallHost, it: Firewalld): void => firewalld().settleFirewalld(host, it);

/** Whether something that was set for a time is over by now. */
export const isOver = ({ timeouts }: Firewalld, now: number): boolean => timeouts.some(({ at }) => at <= now);
