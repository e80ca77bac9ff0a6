import { listImages } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { ask } from '../engine.ts';
import { imageLayouts, imageList } from './list-format.ts';

function list(context: Context<'digests' | 'filter' | 'format' | 'no-trunc' | 'quiet'>): number {
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
  const layouts = imageLayouts(flagOn(flags, 'digests'));
  call.out(printList(imageList, items, templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), layouts)));
  return 0;
}

export const ls = defineCommand({
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
});

/** `docker images`. */
export const images = { ...ls, use: 'images [OPTIONS] [REPOSITORY[:TAG]]' };
