import type { Driver } from './driver.ts';

/** The drivers host and null: one network each, without addresses or interfaces of its own. */
export const single: Driver = {
  hasPools: false,
  publishes: false,
  single: true,
  oneSubnet: true,
  configure: () => undefined,
  hasGateway: () => false,
  leadsOut: () => false,
  macOf: () => '',
  create: () => undefined,
  remove: () => undefined,
  join: () => undefined,
  leave: () => undefined,
};
