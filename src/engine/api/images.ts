import { timestamp } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';
import { conflict, notFound } from '../errors.ts';
import type { Image } from '../images/image.ts';
import { own } from '../../kernel/own.ts';
import { dataRoot } from '../paths.ts';
import type { Filters } from './container-json.ts';
import { matches, readFilters } from './filters.ts';
import type { ImageJson, ImageSummaryJson } from './image-json.ts';

/** A reference with the tag that is meant where none is given. */
export function familiarName(ref: string): string {
  const name = ref.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  return /:[^/]*$/.test(name) ? name : `${name}:latest`;
}

/** Finds an image by name, id, or the beginning of its id. Throws `No such image: x:latest`. */
export function findImage({ engine }: EngineHost, ref: string): Image {
  const named = own(engine.images, familiarName(ref));
  if (named) return named;
  const id = ref.replace(/^sha256:/, '');
  const found = /^[0-9a-f]+$/.test(id)
    ? Object.values(engine.images).filter((image) => image.id.slice('sha256:'.length).startsWith(id))
    : [];
  if (found.length > 1) throw conflict(`ambiguous reference: ${ref}`);
  if (!found[0]) throw notFound(`No such image: ${familiarName(ref)}`);
  return found[0];
}

/** Newest first. */
export function listImages(
  { engine }: EngineHost,
  { filters = {} }: { filters?: Filters | undefined } = {},
): ImageSummaryJson[] {
  readFilters(filters, ['reference', 'dangling', 'label', 'before', 'since', 'until']);
  const wanted = filters.reference?.map((pattern) => globOf(pattern));
  return Object.values(engine.images)
    .filter(({ name }) => !wanted || matches(name, wanted) || matches(name.split(':')[0] ?? '', wanted))
    .filter(() => !filters.dangling?.includes('true') && !filters.label)
    .sort((a, b) => b.created - a.created)
    .map(({ id, name, created, size }) => ({
      Id: id,
      RepoTags: [name],
      Created: Math.floor(created / 1000),
      Size: size,
    }));
}

/** A shell pattern as a regular expression for the whole name. */
const globOf = (pattern: string): string =>
  `^${pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')}$`;

/** GET /images/{name}/json */
export function inspectImage(host: EngineHost, ref: string): ImageJson {
  const image = findImage(host, ref);
  const folder = `${dataRoot(host)}/overlay2/${image.store}`;
  return {
    Id: image.id,
    RepoTags: [image.name],
    RepoDigests: [],
    Parent: '',
    Comment: 'Imported from -',
    Created: timestamp(image.created),
    DockerVersion: '28.5.2+dfsg4',
    Author: '',
    Architecture: 'amd64',
    Os: 'linux',
    Size: image.size,
    GraphDriver: {
      Data: { MergedDir: `${folder}/merged`, UpperDir: `${folder}/diff`, WorkDir: `${folder}/work` },
      Name: 'overlay2',
    },
    RootFS: { Type: 'layers', Layers: [`sha256:${image.layer}`] },
    Metadata: { LastTagTime: timestamp(image.created + 1) },
    Config: {
      Cmd: image.cmd,
      Entrypoint: image.entrypoint,
      Env: image.env,
      ...(image.expose.length > 0 && { ExposedPorts: Object.fromEntries(image.expose.map((port) => [port, {}])) }),
      Labels: null,
      OnBuild: null,
      User: '',
      Volumes: null,
      WorkingDir: '',
    },
  };
}
