/** The Go types behind `docker image inspect` (moby api/types/image at v28.5). */
import { embedded, field, optional } from '../cli/template/value/field.ts';
import { time } from '../cli/template/value/time.ts';
import { any, bool, int64, map, pointer, slice, string, struct } from '../cli/template/value/type.ts';
import { graphDriver } from '../container/inspect-fields.ts';

const nothing = struct('struct {}', []);

const config = struct('v1.DockerOCIImageConfig', [
  embedded(
    'ImageConfig',
    struct('v1.ImageConfig', [
      optional('User', string),
      optional('ExposedPorts', map(nothing)),
      optional('Env', slice(string)),
      optional('Entrypoint', slice(string)),
      optional('Cmd', slice(string)),
      optional('Volumes', map(nothing)),
      optional('WorkingDir', string),
      optional('Labels', map(string)),
      optional('StopSignal', string),
      optional('ArgsEscaped', bool),
    ]),
  ),
  embedded(
    'DockerOCIImageConfigExt',
    struct('v1.DockerOCIImageConfigExt', [
      optional('Healthcheck', pointer(struct('v1.HealthcheckConfig', []))),
      optional('OnBuild', slice(string)),
      optional('Shell', slice(string)),
    ]),
  ),
]);

/** What `docker image inspect --format` is given. */
export const imageInspect = struct('image.InspectResponse', [
  field('ID', string, 'Id'),
  field('RepoTags', slice(string)),
  field('RepoDigests', slice(string)),
  field('Parent', string),
  field('Comment', string),
  optional('Created', string),
  optional('Container', string),
  optional('ContainerConfig', pointer(struct('container.Config', []))),
  field('DockerVersion', string),
  field('Author', string),
  field('Config', pointer(config)),
  field('Architecture', string),
  optional('Variant', string),
  field('Os', string),
  optional('OsVersion', string),
  field('Size', int64),
  optional('VirtualSize', int64),
  field('GraphDriver', graphDriver),
  field('RootFS', struct('image.RootFS', [optional('Type', string), optional('Layers', slice(string))])),
  field('Metadata', struct('image.Metadata', [optional('LastTagTime', time)])),
  optional('Descriptor', pointer(struct('v1.Descriptor', [field('any', any)]))),
  optional('Manifests', slice(struct('image.ManifestSummary', []))),
]);
