/** `docker compose top` (cmd/compose/top.go, pkg/compose/top.go). */
import { findContainer } from '../../../../engine/api.ts';
import { processTable } from '../../container/top-run.ts';
import { ask } from '../../engine.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { byName, containersOf, numberOf, serviceOf } from '../containers.ts';
import { inColumns } from './columns.ts';

function run(context: ComposeContext<never>): number {
  const found = containersOf(context, context.projectName().toLowerCase(), { services: context.arguments });
  const tables = byName(found).map((container) => {
    const { titles, rows } = processTable(
      context,
      ask(context, (host) => findContainer(host, container.Id)),
    );
    const number = numberOf(container);
    return {
      titles,
      rows: rows.map((cells) => [serviceOf(container), number === 0 ? '' : String(number), ...cells]),
    };
  });
  const rows = tables.flatMap((table) => table.rows);
  const [first] = tables;
  // CMD is the last column of `ps -ef` anyway.
  if (first && rows.length > 0) context.call.out(inColumns([['SERVICE', '#', ...first.titles], ...rows], 4, 2));
  return 0;
}

export const top = defineComposeCommand({
  use: 'top [SERVICES...]',
  short: 'Display the running processes',
  flags: [],
  completes: ['service'],
  run,
});
