/** `docker compose volumes` (cmd/compose/volumes.go, pkg/compose/volumes.go). */
import { listContainers, listVolumes } from '../../../../engine/api.ts';
import { CliError } from '../../cli/command.ts';
import { flagOn, flagText } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { printList } from '../../cli/format/list.ts';
import { ask } from '../../engine.ts';
import { volumeList, volumeTemplate } from '../../volume/list-format.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { serviceOf } from '../containers.ts';
import { volumesFlags } from '../flags/list.table.ts';
import { LABELS } from '../../../../world/compose-labels.ts';

function run(context: ComposeContext<FlagName<typeof volumesFlags>>): number {
  const { call, flags, arguments: services } = context;
  const { name, project } = context.projectOrName(services);
  const unknown = project && services.find((service) => !Object.hasOwn(project.services, service));
  if (unknown !== undefined) throw new CliError(`no such service: ${unknown}`);
  const filters = { label: [`${LABELS.project}=${name}`] };
  const shown = ask(context, (host) => {
    const all = listVolumes(host, filters);
    if (services.length === 0) return all;
    const used = new Set(
      listContainers(host, { filters })
        .filter((container) => services.includes(serviceOf(container)))
        .flatMap(({ Mounts }) => Mounts.map(({ Name }) => Name)),
    );
    return all.filter(({ Name }) => used.has(Name));
  });
  if (flagOn(flags, 'quiet')) call.out(shown.map(({ Name }) => `${Name}\n`).join(''));
  else call.out(printList(volumeList, shown, volumeTemplate(flagText(flags, 'format'), false)));
  return 0;
}

export const volumes = defineComposeCommand({
  use: 'volumes [OPTIONS] [SERVICE...]',
  short: 'List volumes',
  flags: volumesFlags,
  completes: ['service'],
  run,
});
