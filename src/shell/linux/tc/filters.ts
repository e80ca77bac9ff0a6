import { addFilter, removeFilters } from '../../../kernel/link/filter.ts';
import { hasModule } from '../../../kernel/modules.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { abbreviated, refusal, request, usage, Words, type Context } from '../ip/context.ts';
import { hasCapability } from '../capability.ts';
import { aimOf, parentHandle, print, refOf, shown } from './aim.ts';
import { HELP } from './help.table.ts';
import { filtersPrinted } from './print.ts';
import { readClassifier } from './classifiers.ts';
import { readU32 } from './u32.ts';
import { KernelError } from '../../../kernel/errno.ts';
import type { World } from '../../../world/world.ts';

const TALKING = 'We have an error talking to the kernel\n';
const LACKING = ['basic', 'bpf', 'cgroup', 'flow', 'route'];

/** As `request`, with what tc says of filters besides. */
function ask(context: Context, change: (world: World) => void): void {
  if (!hasCapability(context.call, 'NET_ADMIN'))
    throw new ToolError(`RTNETLINK answers: Operation not permitted\n${TALKING}`, 2);
  try {
    context.call.update(change);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new ToolError(`${refusal(error).message}${TALKING}`, 2);
  }
}

function add(context: Context, words: Words): void {
  const aim = aimOf(context, words, true);
  const [kind, ...rest] = aim.rest;
  const { protocol = 'all', preference } = aim;
  const read = kind === 'u32' ? readU32(new Words(rest)) : undefined;
  const other = read ? undefined : readClassifier(new Words(aim.rest), protocol);
  const parent = parentHandle(aim);
  const ref = refOf(context, aim);
  ask(context, ({ kernel }) => {
    const whole = hasModule(kernel, 'cls');
    if (!read && whole && LACKING.includes(kind ?? ''))
      throw new ToolError(`tc: the simulator has no filters of the kind ${kind}\n`, 2);
    const found = read ?? (whole ? other : undefined);
    if (!found) throw new KernelError('ENOENT', 'TC classifier not found');
    const { flow, action } = found;
    if (action !== undefined) {
      if (whole) throw new ToolError(`tc: the simulator's filters have no ${action}\n`, 2);
      throw new KernelError('ENOENT', 'Failed to load TC action module');
    }
    const what = 'classifier' in found ? { keys: [], classifier: found.classifier } : { keys: found.keys };
    addFilter(kernel, ref, parent, { protocol, preference, ...what, ...(flow !== undefined && { flow }) });
  });
}

function remove(context: Context, words: Words): void {
  const aim = aimOf(context, words, true);
  const parent = parentHandle(aim);
  const ref = refOf(context, aim);
  ask(context, ({ kernel }) => removeFilters(kernel, ref, parent, aim.preference));
}

function show(context: Context, words: Words): void {
  const aim = aimOf(context, words, true);
  const { links } = shown(context, aim);
  const handle = parentHandle(aim);
  print(
    context,
    links.flatMap(({ qdiscs = [] }) =>
      qdiscs
        .filter((each) =>
          handle === undefined ? each.parent === undefined && each.handle !== 0xffff : each.handle === handle,
        )
        .flatMap((each) => filtersPrinted(each, handle === undefined ? `${each.handle.toString(16)}:` : undefined)),
    ),
  );
}

/** `tc filter COMMAND …` */
export function filters(context: Context, words: Words): void {
  const command = words.done ? 'show' : words.next();
  switch (abbreviated(command, ['add', 'delete', 'change', 'replace', 'get', 'list', 'show', 'lst', 'help'])) {
    case 'add':
      return add(context, words);
    case 'delete':
      return remove(context, words);
    case 'list':
    case 'show':
    case 'lst':
      return show(context, words);
    case 'help':
      throw new ToolError(HELP.filter, 0);
    case 'change':
    case 'replace':
    case 'get':
      return request(context, () => {
        throw new ToolError(`tc: the simulator has no ${command} of filters\n`, 2);
      });
    default:
      throw usage(`Command "${command}" is unknown, try "tc filter help".\n`);
  }
}
