import { family, isUnspecified } from '../ip/address.ts';
import type { PortMapping } from './network/endpoint.ts';

/** Whether two published ports are one port of their host. */
export const collide = (a: PortMapping, b: PortMapping): boolean =>
  a.protocol === b.protocol &&
  a.hostPort === b.hostPort &&
  a.hostPort !== 0 &&
  family(a.hostIp) === family(b.hostIp) &&
  (a.hostIp === b.hostIp || isUnspecified(a.hostIp) || isUnspecified(b.hostIp));
