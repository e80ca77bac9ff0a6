import { timestamp } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';
import { conflict, notFound } from '../errors.ts';
import { byBytes } from '../by-bytes.ts';
import { notePrune } from '../events/events.ts';
import { deleteImage, layersOf, type Removed } from '../images/deletion.ts';
import { chainOf } from '../images/digest.ts';
import { imageWith, type Image } from '../images/image.ts';
import { childrenOf, heldImages, lineage, tagImage, tagsOf } from '../images/store.ts';
import { own } from '../../kernel/own.ts';
import { DATA_ROOT } from '../paths.ts';
import type { Filters } from './container-json.ts';
import { matches, matchesLabels, parseUntil, readBool, readFilters } from './filters.ts';
import type { ImageJson, ImageSummaryJson } from './image-json.ts';

/** A reference with the tag that is meant where none is given. */
export function familiarName(ref: string): string {
  const name = ref.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  return /:[^/]*$/.test(name) ? name : `${name}:latest`;
}

/** Finds an image by name, id, or the beginning of its id. Throws `No such image: x:latest`. */
export function findImage(host: EngineHost, ref: string): Image {
  const named = own(host.engine.images, familiarName(ref));
  if (named) return named;
  const id = ref.replace(/^sha256:/, '');
  const found = /^[0-9a-f]+$/.test(id)
    ? heldImages(host).filter((image) => image.id.slice('sha256:'.length).startsWith(id))
    : [];
  if (found.length > 1) throw conflict(`ambiguous reference: ${ref}`);
  if (!found[0]) throw notFound(`No such image: ${familiarName(ref)}`);
  return found[0];
}

/** Newest first; what a build left between its steps is there with `all` alone. */
export function listImages(
  host: EngineHost,
  { filters = {}, all = false }: { filters?: Filters | undefined; all?: boolean | undefined } = {},
): ImageSummaryJson[] {
  readFilters(filters, ['reference', 'dangling', 'label', 'before', 'since', 'until']);
  const patterns = filters.reference?.map((pattern) => globOf(pattern));
  const isWanted = (name: string): boolean =>
    !patterns || matches(name, patterns) || matches(name.replace(/:[^/]*$/, ''), patterns);
  const [before, since] = [filters.before?.[0], filters.since?.[0]].map((ref) => ref && findImage(host, ref).created);
  const until = parseUntil(host, filters);
  const dangling = filters.dangling && readBool(filters, 'dangling');
  return heldImages(host)
    .map((image) => ({ image, tags: tagsOf(host, image.id) }))
    .filter(({ image: { id, created, made }, tags }) => {
      if (!all && tags.length === 0 && childrenOf(host, id).length > 0) return false;
      if (dangling !== undefined && (tags.length === 0) !== dangling) return false;
      if (typeof before === 'number' && created >= before) return false;
      if (typeof since === 'number' && created <= since) return false;
      if (created > until || (patterns && !tags.some(isWanted))) return false;
      return matchesLabels(made?.config.labels ?? {}, filters.label ?? []);
    })
    .sort((a, b) => b.image.created - a.image.created)
    .map(({ image: { id, created, size }, tags }) => ({
      Id: id,
      RepoTags: patterns ? tags.filter(isWanted) : tags,
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

/** DELETE /images/{name}: what went, line by line. Throws where there is none, or something needs it. */
export function removeImage(
  host: EngineHost,
  ref: string,
  { force = false, prune = true }: { force?: boolean; prune?: boolean } = {},
): Removed[] {
  const image = findImage(host, ref);
  const name = familiarName(ref);
  const byName = own(host.engine.images, name)?.id === image.id;
  return deleteImage(host, image, { name: byName ? name : undefined, ref, force, prune });
}

/** `docker tag` */
export function nameImage(host: EngineHost, ref: string, name: string): void {
  tagImage(host, findImage(host, ref), familiarName(name));
}

/** `docker image prune`: images without a name, or with `dangling=false` all that no container is made of. */
export function pruneImages(
  host: EngineHost,
  filters: Filters = {},
): { ImagesDeleted: Removed[]; SpaceReclaimed: number } {
  readFilters(filters, ['dangling', 'label', 'label!', 'until']);
  const danglingOnly = !filters.dangling || readBool(filters, 'dangling');
  const until = parseUntil(host, filters);
  const removed: Removed[] = [];
  let reclaimed = 0;
  for (const image of heldImages(host).sort((a, b) => b.created - a.created)) {
    const labels = image.made?.config.labels ?? {};
    const tags = tagsOf(host, image.id);
    const kept =
      !imageWith(host.engine.images, image.id) ||
      (danglingOnly && tags.length > 0) ||
      childrenOf(host, image.id).length > 0 ||
      image.created > until ||
      !matchesLabels(labels, filters.label ?? []) ||
      (filters['label!'] ?? []).some((label) => matchesLabels(labels, [label])) ||
      Object.values(host.engine.containers).some(({ imageId }) => imageId === image.id);
    if (kept) continue;
    const before = storedSize(host);
    const asked = { force: false, prune: true };
    const went =
      tags.length > 0
        ? tags.flatMap((name) => deleteImage(host, image, { name, ref: name, ...asked }))
        : deleteImage(host, image, { name: undefined, ref: image.id, ...asked });
    removed.push(...went);
    reclaimed += before - storedSize(host);
  }
  notePrune(host, 'image', reclaimed);
  return { ImagesDeleted: removed, SpaceReclaimed: reclaimed };
}

/** Octets of all layers that an engine's images have, each once. */
export function storedSize(host: EngineHost): number {
  const layers = new Map<string, number>();
  for (const image of heldImages(host)) {
    const stack = layersOf(image);
    const top = chainOf(stack);
    if (stack.length === 1) layers.set(top, image.size - (image.made?.parent ? image.made.adds : 0));
    else if (image.made && image.made.adds > 0) layers.set(top, image.made.adds);
  }
  return [...layers.values()].reduce((sum, size) => sum + size, 0);
}

/** `docker builder prune`: what the daemon's own builder keeps are images, so that BuildKit's cache is empty. */
export const pruneBuildCache = (host: EngineHost): void => notePrune(host, 'builder');

/** One line of an image's history. */
export interface HistoryJson {
  Id: string;
  /** Seconds since the epoch. */
  Created: number;
  CreatedBy: string;
  Size: number;
  Comment: string;
}

/** GET /images/{name}/history: the newest first. */
export const imageHistory = (host: EngineHost, ref: string): HistoryJson[] =>
  lineage(host, findImage(host, ref)).map(({ id, created, size, made, standIn }) => ({
    Id: id,
    Created: Math.floor(created / 1000),
    CreatedBy: made?.createdBy ?? '',
    Size: made?.adds ?? size,
    Comment: made?.comment ?? originOf(standIn),
  }));

const originOf = (standIn: Image['standIn']): string => (standIn ? 'Stand-in of the lab' : 'Imported from -');

/** GET /images/{name}/json */
export function inspectImage(host: EngineHost, ref: string): ImageJson {
  const image = findImage(host, ref);
  const folder = (store: string): string => `${DATA_ROOT}/overlay2/${store}`;
  const lower = [...new Set(lineage(host, image).map(({ store }) => store))].filter((store) => store !== image.store);
  const own = folder(image.store);
  const { made, expose } = image;
  const { user = '', workingDir = '', labels, volumes, healthcheck, stopSignal, onBuild, shell } = made?.config ?? {};
  const sorted = (names: readonly string[]) => Object.fromEntries(names.toSorted(byBytes).map((name) => [name, {}]));
  return {
    Id: image.id,
    RepoTags: tagsOf(host, image.id),
    RepoDigests: [],
    Parent: made?.parent ?? '',
    Comment: made?.comment ?? originOf(image.standIn),
    Created: timestamp(image.created),
    DockerVersion: '28.5.2+dfsg4',
    Author: made?.author ?? '',
    Architecture: 'amd64',
    Os: 'linux',
    Size: image.size,
    GraphDriver: {
      Data: {
        ...(lower.length > 0 && { LowerDir: lower.map((store) => `${folder(store)}/diff`).join(':') }),
        MergedDir: `${own}/merged`,
        UpperDir: `${own}/diff`,
        WorkDir: `${own}/work`,
      },
      Name: 'overlay2',
    },
    RootFS: { Type: 'layers', Layers: layersOf(image).map((layer) => `sha256:${layer}`) },
    Metadata: { LastTagTime: image.name === '' ? '0001-01-01T00:00:00Z' : timestamp(image.created + 1) },
    Config: {
      Cmd: image.cmd.length > 0 ? image.cmd : null,
      Entrypoint: image.entrypoint,
      Env: image.env,
      ...(expose.length > 0 && { ExposedPorts: sorted(expose) }),
      ...(healthcheck && { Healthcheck: inOrder(healthcheck) }),
      Labels: labels && Object.keys(labels).length > 0 ? inOrder(labels) : null,
      OnBuild: onBuild && onBuild.length > 0 ? onBuild : null,
      ...(shell && { Shell: shell }),
      ...(stopSignal !== undefined && { StopSignal: stopSignal }),
      User: user,
      Volumes: volumes && volumes.length > 0 ? sorted(volumes) : null,
      WorkingDir: workingDir,
    },
  };
}

/** Go writes maps with their keys in order. */
const inOrder = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => byBytes(a, b))) as T;
