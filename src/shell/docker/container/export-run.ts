import { findContainer, noteContainer } from '../../../engine/api.ts';
import { archived } from '../../files/archiving.ts';
import { writeTar } from '../../files/tar.ts';
import { treeAt } from '../../files/tree.ts';
import { checkOutput, writeFile } from '../cli/files.ts';
import { flagText } from '../cli/flags/flag.ts';
import { ask, named, order } from '../engine.ts';
import { placeOf } from './process/main-process.ts';
import type { Context } from '../cli/command.ts';

/** File systems of the kernel's, of which the container's layer has the folder alone. */
const KERNELS = ['/dev', '/proc', '/sys'];

/** `docker export`. */
export function runExporting(context: Context<'output'>): number {
  const { call, machine, flags } = context;
  const output = flagText(flags, 'output');
  if (output !== '') checkOutput(call, output, 'failed to export container');
  const container = ask(context, (host) => findContainer(host, named('container', context.arguments[0] ?? '')));
  const tree = treeAt(call.world(), placeOf(context, container), container.sandbox?.namespace ?? machine);
  const mounted = container.mounts.map(({ destination }) => destination);
  const skips = (path: string): boolean => KERNELS.includes(path) || mounted.includes(path);
  const archive = writeTar(archived(tree, '/', '', skips));
  order(context, (host) => noteContainer(host, container, 'export'));
  if (output === '') call.out(archive);
  else writeFile(call, output, archive);
  return 0;
}
