import { listVolumes } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { naturally } from '../cli/format/natural.ts';
import { printList } from '../cli/format/list.ts';
import { ask } from '../engine.ts';
import { volumeList, volumeTemplate } from './list-format.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List volumes',
  ways: ['docker volume ls', 'docker volume list'],
  flags: [
    { name: 'filter', short: 'f', type: 'filter', usage: 'Provide filter values (e.g. "dangling=true")' },
    listFormat,
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display volume names' },
  ],
  arity: { exactly: 0 },
  run: (context) => {
    const { call, flags } = context;
    const found = ask(context, (host) => listVolumes(host, filtersOf(flags)));
    const shown = found.sort((a, b) => naturally(a.Name, b.Name));
    call.out(printList(volumeList, shown, volumeTemplate(flagText(flags, 'format'), flagOn(flags, 'quiet'))));
    return 0;
  },
});
