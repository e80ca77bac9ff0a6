import { createNamespace, deleteNamespace } from '../../../kernel/namespaces.ts';
import { locate, type Location } from '../../../world/place.ts';
import { remove, treeAt, writeText, makeDirectory, find } from '../../files/tree.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { abbreviated, namespaceOf, usage, type Context, type Words } from './context.ts';
import { NETNS, namespaceNamed, namespaceNames } from './netns-names.ts';

/** `ip netns COMMAND …`; returns the exit code of `ip netns exec`. */
export function netns(context: Context, words: Words): number | Promise<number> {
  if (words.done) return list(context);
  const word = words.next();
  switch (
    abbreviated(word, [
      'list',
      'show',
      'lst',
      'list-id',
      'help',
      'add',
      'set',
      'delete',
      'identify',
      'pids',
      'exec',
      'monitor',
      'attach',
    ])
  ) {
    case 'list':
    case 'show':
    case 'lst':
      return list(context);
    case 'list-id':
      return listIds(context);
    case 'add':
      return add(context, words.next());
    case 'delete':
      return drop(context, words.next());
    case 'exec':
      return execute(context, words);
    case 'pids':
      return pids(context, words.next());
    case 'identify':
      context.call.out('\n');
      return 0;
    default:
      throw usage(`Command "${word}" is unknown, try "ip netns help".\n`);
  }
}

function list(context: Context): number {
  const { peerIds } = namespaceOf(context);
  for (const { name, id } of namespaceNames(context.call)) {
    const number = id === undefined ? undefined : peerIds[id];
    context.call.out(number === undefined ? `${name}\n` : `${name} (id: ${number})\n`);
  }
  return 0;
}

function listIds(context: Context): number {
  const names = namespaceNames(context.call);
  for (const [peer, number] of Object.entries(namespaceOf(context).peerIds)) {
    const name = names.find(({ id }) => id === peer)?.name;
    context.call.out(`nsid ${number} ${name === undefined ? '' : `(iproute2 netns name: ${name})`}\n`);
  }
  return 0;
}

/** The namespace that a place makes under a name: each container has a /run/netns of its own. */
const ownId = ({ machine, container }: Location, name: string): string =>
  `${machine.name}/${container ? `${container.id}/` : ''}netns/${name}`;

function add({ call }: Context, name: string): number {
  if (!hasCapability(call, 'SYS_ADMIN'))
    throw new ToolError(`mount --make-shared ${NETNS} failed: Operation not permitted\n`, 1);
  const path = `${NETNS}/${name}`;
  if (find(treeAt(call.world(), call.place), path, { follow: false }))
    throw new ToolError(`Cannot create namespace file "${path}": File exists\n`, 1);
  call.update((world) => {
    const tree = treeAt(world, call.place);
    const id = ownId(tree.location, name);
    createNamespace(world.kernel, id);
    if (!find(tree, NETNS)) makeDirectory(tree, NETNS);
    writeText(tree, path, id);
  });
  return 0;
}

function drop({ call }: Context, name: string): number {
  const path = `${NETNS}/${name}`;
  if (!find(treeAt(call.world(), call.place), path, { follow: false }))
    throw new ToolError(`Cannot remove namespace file "${path}": No such file or directory\n`, 1);
  const id = namespaceNamed(call, name);
  const location = locate(call.world(), call.place);
  call.update((world) => {
    remove(treeAt(world, call.place), path);
    if (id !== undefined && location && id === ownId(location, name)) deleteNamespace(world.kernel, id);
  });
  return 0;
}

function execute({ call, options }: Context, words: Words): number | Promise<number> {
  const name = options.all ? undefined : words.next();
  const command = words.rest();
  if (name === undefined || command.length === 0) throw usage('No command specified\n');
  const namespace = namespaceNamed(call, name);
  if (namespace === undefined)
    throw new ToolError(`Cannot open network namespace "${name}": No such file or directory\n`, 255);
  return call.run(call.place, command, call.stdin, { cwd: call.cwd, env: { ...call.env }, namespace });
}

function pids({ call }: Context, name: string): number {
  const id = namespaceNamed(call, name);
  if (id === undefined) throw new ToolError('Cannot open network namespace: No such file or directory\n', 1);
  for (const { pid, namespace } of Object.values(call.world().kernel.processes))
    if (namespace === id) call.out(`${pid}\n`);
  return 0;
}
