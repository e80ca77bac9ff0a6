import { family } from '../../ip/address.ts';
import type { Link } from '../link/link.ts';
import type { RouteDecision } from './lookup.ts';
import { leadsBy } from './route.ts';

/**
 * Whether a device may bring a packet whose way back is this: strict reverse path filtering (1) wants it to lead out of the same device,
 * loose (2) out of any, and none (0) nothing (linux: __fib_validate_source). What is local is no matter of the filter.
 */
export function isReversible(link: Link, { how, route }: RouteDecision, filter: number): boolean {
  if (filter === 0 || how === 'local' || how === 'broadcast') return true;
  if (how !== 'unicast' || !route) return false;
  return leadsBy(route, link.index) || (filter === 2 && link.addresses.some(({ address }) => family(address) === 4));
}
