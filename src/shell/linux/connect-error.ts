import { strerror } from '../../kernel/errno.ts';
import type { Outcome } from '../../kernel/stimulus.ts';

/** What connect(2) says of a connection that did not come about, in strerror(3)'s words. */
export function connectError(outcome: Outcome): string {
  switch (outcome.status) {
    case 'refused':
      return 'Connection refused';
    case 'no-route':
      return outcome.errno ? strerror[outcome.errno] : 'Network is unreachable';
    case 'unreachable':
      if (outcome.type === 'port-unreachable') return 'Connection refused';
      return outcome.type.startsWith('net-') ? 'Network is unreachable' : 'No route to host';
    case 'invalid-source':
      return 'Cannot assign requested address';
    case 'broadcast':
      return 'Permission denied';
    default:
      return 'Connection timed out';
  }
}
