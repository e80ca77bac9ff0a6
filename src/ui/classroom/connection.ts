import { addressOf, connectBy, servedBroker } from '../../classroom/broker.ts';
import type { Connect } from '../../classroom/transport/transport.ts';

/** By what a class is carried: the broker that the page is served with, or else among the windows of this browser. */
export function connection(): { readonly connect: Connect; readonly broker: string | undefined } {
  const broker = servedBroker();
  const connect = connectBy(broker, location.href);
  return { connect, broker: broker === '' ? undefined : new URL(addressOf(broker, location.href)).host };
}
