import { listVolumes } from '../../../engine/api.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { naturally } from '../cli/format/natural.ts';
import { printList } from '../cli/format/list.ts';
import { ask } from '../engine.ts';
import { volumeList, volumeTemplate } from './list-format.ts';
import type { Context } from '../cli/command.ts';

/** `docker volume ls`. */
export function runLs(context: Context<'filter' | 'format' | 'quiet'>): number {
  const { call, flags } = context;
  const found = ask(context, (host) => listVolumes(host, filtersOf(flags)));
  const shown = found.sort((a, b) => naturally(a.Name, b.Name));
  call.out(printList(volumeList, shown, volumeTemplate(flagText(flags, 'format'), flagOn(flags, 'quiet'))));
  return 0;
}
