/**
 * Brings the compose files of a topology up on real engines and compares what they built with the model's:
 * npm run check:compose -- FILE.scenario...
 */
import { composeOf } from '../../src/formats/compose/export.ts';
import { linesBuilding } from '../conformance/compose-export.ts';
import { checkAll } from './exported.ts';

await checkAll(
  'check:compose',
  ({ name, played, world }) =>
    (host) =>
      `${linesBuilding(composeOf(world, host, name, played)).join('\n')}\n`,
);
