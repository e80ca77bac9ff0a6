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

/** As Go's strconv.ParseBool reads it. */
function readBoolean(text: string): boolean | undefined {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  return ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text) ? false : undefined;
}

/** What docker says of the builder before it builds; throws where BuildKit is asked for, which the lab's hosts lack. */
export function builderNotice(env: Readonly<Record<string, string>>): string {
  const asked = own(env, 'DOCKER_BUILDKIT') ?? '';
  if (asked === '') return WITHOUT_BUILDX;
  const wanted = readBoolean(asked);
  if (wanted === undefined)
    throw new CliError(
      `DOCKER_BUILDKIT environment variable expects boolean value: strconv.ParseBool: parsing ${JSON.stringify(asked)}: invalid syntax`,
    );
  if (wanted) throw new CliError(BROKEN);
  return TURNED_OFF;
}
