import fc from 'fast-check';
import type { Command } from '../../src/history/history.ts';
import { docker, runs } from './docker-lines.ts';
import { linux } from './linux-lines.ts';
import { NAMES, one } from './words.ts';

const line = fc.oneof(
  { weight: 2, arbitrary: runs },
  { weight: 2, arbitrary: docker },
  { weight: 3, arbitrary: linux },
);
const place = fc.oneof(
  { weight: 24, arbitrary: fc.constant('host1') },
  { weight: 6, arbitrary: one(...NAMES) },
  { weight: 3, arbitrary: one('client | router | inet') },
  { weight: 1, arbitrary: fc.constantFrom('host1/a1', 'nosuch', '__proto__', 'host2/a1', '') },
);

/** Commands of all kinds on few names, so that they meet; many are refused, some are nonsense. */
export const commands: fc.Arbitrary<Command[]> = fc.array(fc.record({ place, line }), { minLength: 5, maxLength: 30 });
