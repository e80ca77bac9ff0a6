/** Images as archives: `docker save`, `docker load` and `docker import`. */
import { EngineError } from '../../../engine/api.ts';
import { familiarName, findImage, imageHistory, nameImage } from '../../../engine/api/images.ts';
import { timestamp } from '../../../engine/calendar.ts';
import type { EngineHost } from '../../../engine/engine.ts';
import { makeImage } from '../../../engine/images/commit.ts';
import { layersOf } from '../../../engine/images/deletion.ts';
import { digestOf } from '../../../engine/images/digest.ts';
import { imageWith, type Image } from '../../../engine/images/image.ts';
import { holdImage, lineage } from '../../../engine/images/store.ts';
import { noteImage } from '../../../engine/events/events.ts';
import { readTar, writeTar, type ArchiveEntry } from '../../files/tar.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { checkOutput, fileText, writeFile } from '../cli/files.ts';
import { flagList, flagText } from '../cli/flags/flag.ts';
import { changesOf } from '../build/changes.ts';
import { isOurs, wholePlatform } from '../container/create/platform.ts';
import { order } from '../engine.ts';
import { readReference } from './reference.ts';

const file = (name: string, text: string): ArchiveEntry => ({ name, kind: 'file', text });
const folder = (name: string): ArchiveEntry => ({ name, kind: 'directory', text: '' });
const blob = (digest: string): string => `blobs/sha256/${digest}`;

/** The layers that images add, by digest; the one that all share holds nothing but its name. */
function layerTexts(host: EngineHost, image: Image): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { layer, made } of lineage(host, image).reverse()) {
    const top = made?.layers.at(-1);
    if (top !== undefined && !texts.has(top))
      texts.set(top, writeTar([file('files', JSON.stringify(made?.files ?? {}))]));
    if (!texts.has(layer))
      texts.set(layer, writeTar([file('files', JSON.stringify(made && !made.parent ? made.files : {}))]));
  }
  return texts;
}

/** What the archive keeps of an image: as the OCI's configuration, with what the lab alone knows of it beside. */
function configText(host: EngineHost, image: Image): string {
  const { name: _, ...kept } = image;
  return JSON.stringify({
    architecture: 'amd64',
    created: timestamp(image.created),
    history: imageHistory(host, image.id).map(({ CreatedBy, Comment }) => ({
      created_by: CreatedBy,
      comment: Comment,
    })),
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: layersOf(image).map((layer) => `sha256:${layer}`) },
    hopscope: kept,
  });
}

/** `docker save` */
export function runSave(context: Context<'output' | 'platform'>): number {
  const { call, flags } = context;
  const output = flagText(flags, 'output');
  if (output !== '') checkOutput(call, output, 'failed to save image');
  const platform = flagText(flags, 'platform');
  if (!isOurs(platform))
    throw new EngineError(`no suitable export target found for platform ${wholePlatform(platform)}`, 404);
  const archive = order(context, (host) => saved(host, context.arguments));
  if (output === '') call.out(archive);
  else writeFile(call, output, archive);
  return 0;
}

function saved(host: EngineHost, refs: readonly string[]): string {
  const images = refs.map((ref) => {
    const image = refOrRefuse(host, ref);
    const name = familiarName(ref);
    return { image, tags: host.engine.images[name]?.id === image.id ? [name] : [] };
  });
  const blobs = new Map<string, string>();
  const manifest = images.map(({ image, tags }) => {
    noteImage(host, { id: image.id, labels: image.made?.config.labels }, 'save');
    const digest = image.id.replace(/^sha256:/, '');
    blobs.set(digest, configText(host, image));
    for (const [layer, text] of layerTexts(host, image)) {
      blobs.set(layer, text);
      blobs.set(digestOf(`json ${layer}`), '{}');
    }
    const layers = layersOf(image);
    blobs.set(digestOf(`manifest ${digest}`), JSON.stringify({ schemaVersion: 2, config: digest, layers }));
    return { Config: blob(digest), RepoTags: tags.length > 0 ? tags : null, Layers: layers.map(blob) };
  });
  const sorted = [...blobs].sort(([a], [b]) => (a < b ? -1 : 1));
  return writeTar([
    folder('blobs'),
    folder('blobs/sha256'),
    ...sorted.map(([digest, text]) => file(blob(digest), text)),
    file('index.json', JSON.stringify({ schemaVersion: 2, manifests: [] })),
    file('manifest.json', JSON.stringify(manifest)),
    file('oci-layout', '{"imageLayoutVersion":"1.0.0"}'),
    ...(manifest.some(({ RepoTags }) => RepoTags) ? [file('repositories', '{}')] : []),
  ]);
}

function refOrRefuse(host: EngineHost, ref: string): Image {
  try {
    return findImage(host, ref);
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 404) throw error;
    throw /:[^/]*$/.test(ref)
      ? new EngineError('reference does not exist', 404)
      : new EngineError(`No such image: ${ref}`, 404);
  }
}

interface Manifest {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
}

/** `docker load` */
export function runLoad(context: Context<'input' | 'platform' | 'quiet'>): number {
  const { call, flags } = context;
  const input = flagText(flags, 'input');
  const text = input === '' ? call.stdin : fileText(call, input);
  if (text === undefined) throw new CliError(`open ${input}: no such file or directory`);
  const files = new Map((readTar(text) ?? []).map((entry) => [entry.name, entry.text]));
  if (files.size === 0) throw new CliError('unexpected EOF');
  const manifest = JSON.parse(files.get('manifest.json') ?? '[]') as Manifest[];
  for (const { Config, RepoTags } of manifest) {
    const image = imageOf(files.get(Config) ?? '');
    if (!image) throw new CliError('invalid archive: its configuration is none of an image of this lab');
    order(context, (host) => {
      if (!imageWith(host.engine.images, image.id)) holdImage(host, { ...image, name: '' });
      for (const tag of RepoTags ?? []) nameImage(host, image.id, tag);
      noteImage(host, { id: image.id, labels: image.made?.config.labels }, 'load');
    });
    for (const tag of RepoTags ?? []) call.out(`Loaded image: ${tag}\n`);
    if (!RepoTags) call.out(`Loaded image ID: ${image.id}\n`);
  }
  return 0;
}

/** The image that a configuration keeps, if it is one that was saved here. */
function imageOf(text: string): Image | undefined {
  try {
    const { hopscope } = JSON.parse(text) as { hopscope?: Image };
    return hopscope && typeof hopscope.id === 'string' && Array.isArray(hopscope.cmd) ? hopscope : undefined;
  } catch {
    return undefined;
  }
}

/** `docker import` */
export function runImport(context: Context<'change' | 'message' | 'platform'>): number {
  const {
    call,
    flags,
    arguments: [source = '', name],
  } = context;
  if (/^https?:/.test(source))
    throw new EngineError(`Get "${source}": dial tcp: lookup ${source.split('/')[2] ?? ''}: no such host`, 500);
  const text = source === '-' ? call.stdin : fileText(call, source);
  if (text === undefined) throw new CliError(`open ${source}: no such file or directory`);
  const reference = name === undefined ? undefined : readReference(name);
  if (typeof reference === 'string') throw new CliError(reference);
  const entries = readTar(text) ?? [];
  const id = order(context, (host) => {
    const settings = changesOf(flagList(flags, 'change'), {
      cmd: [],
      entrypoint: null,
      expose: [],
      env: null,
      config: {},
    });
    const message = flagText(flags, 'message');
    const bare = !entries.some((entry) => /^(usr\/)?bin(\/|$)/.test(entry.name));
    const image = makeImage(host, {
      parent: undefined,
      ...settings,
      createdBy: '',
      comment: message === '' ? `Imported from ${source}` : message,
      files: importedFiles(entries),
      bare,
    });
    if (name !== undefined) nameImage(host, image.id, name);
    noteImage(host, { id: image.id, labels: settings.config.labels }, 'import');
    return image.id;
  });
  call.out(`${id}\n`);
  return 0;
}

const importedFiles = (entries: readonly ArchiveEntry[]): Record<string, string> =>
  Object.fromEntries(
    entries.map(({ name, kind, text }) => {
      const path = `/${name.replace(/^(\.?\/)+/, '')}`;
      return kind === 'directory' ? [`${path}/`, ''] : [kind === 'link' ? `->${path}` : path, text];
    }),
  );
