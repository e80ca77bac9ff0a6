/** `docker images`, `docker pull` and `docker image …`. */
import { listImages } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Absent, Command, Context, Group } from '../cli/command.ts';
import { ask } from '../engine.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { imageHeadings, imageRow, imageFormat } from './list-format.ts';
import { printList } from '../cli/list.ts';
import { pullImage } from './pull.ts';
import { readReference } from './reference.ts';
import { imageInspectCommand } from '../system/inspect.ts';

function list(context: Context): number {
  const { call, flags } = context;
  const [pattern] = context.arguments;
  const filters = filtersOf(flags);
  const asked = pattern === undefined ? filters : { ...filters, reference: [...(filters.reference ?? []), pattern] };
  const now = call.world().clock.now / 1000;
  const truncate = !flagOn(flags, 'no-trunc');
  const items = ask(context, (host) => listImages(host, { filters: asked })).flatMap((image) =>
    image.RepoTags.map((name) => {
      const [repository = '', tag = ''] = name.split(':');
      return { image, repository, tag, truncate, now };
    }),
  );
  const format = imageFormat(flagText(flags, 'format'), flagOn(flags, 'quiet'), flagOn(flags, 'digests'));
  const listing = { row: imageRow, headings: imageHeadings, items };
  call.out(printList(listing, format));
  return 0;
}

const ls: Command = {
  use: 'ls [OPTIONS] [REPOSITORY[:TAG]]',
  short: 'List images',
  ways: ['docker image ls', 'docker image list', 'docker images'],
  flags: [
    { name: 'all', short: 'a', type: 'bool', usage: 'Show all images (default hides intermediate images)' },
    { name: 'digests', type: 'bool', usage: 'Show digests' },
    { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
    listFormat,
    { name: 'no-trunc', type: 'bool', usage: "Don't truncate output" },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only show image IDs' },
    { name: 'tree', type: 'bool', usage: 'List multi-platform images as a tree (EXPERIMENTAL)' },
  ],
  arity: { atMost: 1 },
  completes: ['image'],
  run: list,
};

export const images: Command = { ...ls, use: 'images [OPTIONS] [REPOSITORY[:TAG]]' };

export const pull: Command = {
  use: 'pull [OPTIONS] NAME[:TAG|@DIGEST]',
  short: 'Download an image from a registry',
  ways: ['docker image pull', 'docker pull'],
  flags: [
    { name: 'all-tags', short: 'a', type: 'bool', usage: 'Download all tagged images in the repository' },
    { name: 'disable-content-trust', type: 'bool', usage: 'Skip image verification (default true)' },
    { name: 'platform', type: 'string', usage: 'Set platform if server is multi-platform capable' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Suppress verbose output' },
  ],
  arity: { exactly: 1 },
  completes: ['image'],
  run: (context) => {
    const reference = readReference(context.arguments[0] ?? '');
    if (typeof reference === 'string') throw new CliError(reference);
    if (!reference.tagged && !flagOn(context.flags, 'quiet') && !flagOn(context.flags, 'all-tags'))
      context.call.out('Using default tag: latest\n');
    return pullImage(context, reference);
  },
};

const absent = (use: string, short: string): Absent => ({ use, short, absent: true });

export const image: Group = {
  use: 'image COMMAND',
  short: 'Manage images',
  commands: [
    absent('build', 'Build an image from a Dockerfile'),
    absent('history', 'Show the history of an image'),
    absent('import', 'Import the contents from a tarball to create a filesystem image'),
    imageInspectCommand,
    absent('load', 'Load an image from a tar archive or STDIN'),
    ls,
    absent('prune', 'Remove unused images'),
    pull,
    absent('push', 'Upload an image to a registry'),
    absent('rm', 'Remove one or more images'),
    absent('save', 'Save one or more images to a tar archive (streamed to STDOUT by default)'),
    absent('tag', 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE'),
  ],
};
