import { listImages } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { ask } from '../engine.ts';
import { imageLayouts, imageList } from './list-format.ts';

const NONE = '<none>';

/** `docker image ls`. */
export function runLs(context: Context<'all' | 'digests' | 'filter' | 'format' | 'no-trunc' | 'quiet'>): number {
  const { call, flags } = context;
  const [pattern] = context.arguments;
  const filters = filtersOf(flags);
  const asked = pattern === undefined ? filters : { ...filters, reference: [...(filters.reference ?? []), pattern] };
  const now = call.world().clock.now / 1000;
  const truncate = !flagOn(flags, 'no-trunc');
  const items = ask(context, (host) => listImages(host, { filters: asked, all: flagOn(flags, 'all') })).flatMap(
    (image) =>
      (image.RepoTags.length > 0 ? image.RepoTags : [`${NONE}:${NONE}`]).map((name) => {
        const [, repository = '', tag = NONE] = /^(.*?)(?::([^/:@]+))?(?:@.*)?$/.exec(name) ?? [];
        return { image, repository, tag, truncate, now };
      }),
  );
  const layouts = imageLayouts(flagOn(flags, 'digests'));
  call.out(printList(imageList, items, templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), layouts)));
  return 0;
}
