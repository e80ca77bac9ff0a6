import { broadcast } from './transport/broadcast.ts';
import { mqtt } from './transport/mqtt.ts';
import type { Connect } from './transport/transport.ts';

/** The broker that the page was served with (`public/settings.js`), and never one that a link names. Empty: there is none. */
export const servedBroker = (): string => document.documentElement.dataset['classBroker'] ?? '';

/**
 * What carries a class.
 * @param broker an address of WebSockets, a path where the page came from, or nothing: then the windows of this browser are all
 * @param page the address of the page
 */
export const connectBy = (broker: string, page: string): Connect =>
  broker === '' ? broadcast : mqtt(addressOf(broker, page));

/** The address of WebSockets that a broker's address or path means on a page. */
export function addressOf(broker: string, page: string): string {
  const url = new URL(broker, page);
  if (url.protocol === 'http:') url.protocol = 'ws:';
  if (url.protocol === 'https:') url.protocol = 'wss:';
  return url.href;
}
