/** One container of a service (pkg/compose/containers.go: getSpecifiedContainer). */
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import type { Asking } from '../cli/command.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import { containersOf, isOneoff, numberOf } from './containers.ts';
import type { Wanted } from './containers.ts';

/** The container with a number, or the first of the service; those of `run` come last. Throws CliError where there is none. */
export function replicaOf(
  asking: Asking,
  project: string,
  service: string,
  index: number,
  wanted: Wanted = {},
): ContainerSummaryJson {
  const [first] = containersOf(asking, project, { ...wanted, services: [service] })
    .filter((container) => index <= 0 || numberOf(container) === index)
    .toSorted((a, b) => Number(isOneoff(a)) - Number(isOneoff(b)) || (isOneoff(a) ? 0 : numberOf(a) - numberOf(b)));
  if (first) return first;
  throw new CliError(`service ${quote(service)} is not running${index > 0 ? ` container #${index}` : ''}`);
}
