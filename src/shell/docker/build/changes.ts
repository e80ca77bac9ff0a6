/** `--change` of `docker commit` and `docker import`: instructions of a Dockerfile (builder/dockerfile/builder.go: BuildFromConfig). */
import { EngineError } from '../../../engine/api.ts';
import { DockerfileError, instruction } from './dockerfile.ts';
import { changed, variablesOf, type Settings } from './settings.ts';

const ALLOWED = [
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'ONBUILD',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** The settings that follow from instructions. Throws EngineError. */
export function changesOf(changes: readonly string[], settings: Settings): Settings {
  const steps = changes.map((text) => instruction(text));
  const wrong = steps.find(({ name }) => !ALLOWED.includes(name));
  if (wrong) throw new EngineError(`${wrong.name} is not a valid change command`, 400);
  try {
    return steps.reduce((before, step) => changed(step, before, variablesOf(before))?.settings ?? before, settings);
  } catch (error) {
    throw error instanceof DockerfileError ? new EngineError(error.message, 400) : error;
  }
}
