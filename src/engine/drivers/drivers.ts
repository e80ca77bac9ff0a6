import type { NetworkDriver } from '../network/network.ts';
import { bridge } from './bridge.ts';
import type { Driver } from './driver.ts';
import { overlay } from './overlay.ts';
import { ipvlan, macvlan } from './parent.ts';
import { single } from './single.ts';

const DRIVERS: Readonly<Partial<Record<NetworkDriver, Driver>>> = {
  bridge,
  host: single,
  null: single,
  macvlan,
  ipvlan,
  overlay,
};

export const isDriver = (name: string): name is NetworkDriver => Object.hasOwn(DRIVERS, name);

/** The driver of a network that exists. */
export function driverOf(name: NetworkDriver): Driver {
  const driver = DRIVERS[name];
  if (!driver) throw new Error(`no driver ${name}`);
  return driver;
}
