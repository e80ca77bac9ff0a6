import { own } from '../../../kernel/own.ts';
import { CliError } from '../cli/command.ts';

const WITHOUT_BUILDX = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            Install the buildx component to build images with BuildKit:
            https://docs.docker.com/go/buildx/

`;
const TURNED_OFF = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0
            environment-variable.

`;
const BROKEN = `ERROR: BuildKit is enabled but the buildx component is missing or broken.
       Install the buildx component to build images with BuildKit:
       https://docs.docker.com/go/buildx/`;

/** What docker says of the builder before it builds; throws where BuildKit is asked for, which the lab's hosts lack. */
export function builderNotice(env: Readonly<Record<string, string>>): string {
  const asked = own(env, 'DOCKER_BUILDKIT') ?? '';
  if (asked === '') return WITHOUT_BUILDX;
  if (/^(1|t|true)$/i.test(asked)) throw new CliError(BROKEN);
  return TURNED_OFF;
}
