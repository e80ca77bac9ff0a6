/** `docker compose version` (cmd/compose/version.go). */
import { flagOn, flagText } from '../../cli/flags/flag.ts';
import { defineComposeCommand } from '../command.ts';
import { versionFlags } from '../flags/list.table.ts';

/** As Debian builds it. */
const VERSION = '2.40.3-3';

export const version = defineComposeCommand({
  use: 'version [OPTIONS]',
  short: 'Show the Docker Compose version information',
  flags: versionFlags,
  atMost: 0,
  run: ({ call, flags }) => {
    if (flagOn(flags, 'short')) call.out(`${VERSION}\n`);
    else if (flagText(flags, 'format') === 'json') call.out(`{"version":"${VERSION}"}\n`);
    else call.out(`Docker Compose version ${VERSION}\n`);
    return 0;
  },
});
