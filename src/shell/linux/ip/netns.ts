import { createNamespace, pinNamespace, unpinNamespace } from '../../../kernel/namespaces.ts';
import { namespaceOf as namespaceById } from '../../../kernel/kernel.ts';
import { choosePeerId, namePeer } from '../../../kernel/link/peers.ts';
import type { Location } from '../../../world/place.ts';
import type { World } from '../../../world/world.ts';
import { remove, treeAt, writeText, makeDirectory, find } from '../../files/tree.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId } from '../names/query.ts';
import { abbreviated, namespaceOf, request, usage, wrong, type Context, type Words } from './context.ts';
import { HELP } from './help.table.ts';
import { NETNS, namespaceNamed, namespaceNames, namespaceOfPid } from './netns-names.ts';

const COMMANDS = [
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
] as const;

/** `ip netns COMMAND …`; returns the exit code of `ip netns exec`. */
export function netns(context: Context, words: Words): number | Promise<number> {
  if (words.done) return list(context);
  const word = words.next();
  switch (abbreviated(word, COMMANDS)) {
    case 'list':
    case 'show':
    case 'lst':
      return list(context);
    case 'list-id':
      return listIds(context);
    case 'add':
      return add(context, nameArgument(words));
    case 'attach':
      return attach(context, words);
    case 'set':
      return setId(context, words);
    case 'delete':
      return context.options.all ? dropAll(context) : drop(context, nameArgument(words));
    case 'exec':
      return execute(context, words);
    case 'pids':
      return pids(context, nameArgument(words));
    case 'identify':
      return identify(context, words.peek());
    case 'help':
      throw usage(HELP.netns);
    default:
      throw usage(`Command "${word}" is unknown, try "ip netns help".\n`);
  }
}

/** A name (iproute2: is_valid_netns_name, which every command but the lists asks). */
function nameArgument(words: Words): string {
  if (words.done) throw usage('No netns name specified\n');
  return checked(words.next());
}

function checked(name: string): string {
  if (name === '' || name === '.' || name === '..' || name.includes('/') || name.length > 255)
    throw usage(`Invalid netns name "${name}"\n`);
  return name;
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
  const ids = Object.entries(namespaceOf(context).peerIds).toSorted(([, a], [, b]) => a - b);
  for (const [peer, number] of ids) {
    const name = names.find(({ id }) => id === peer)?.name;
    context.call.out(`nsid ${number} ${name === undefined ? '' : `(iproute2 netns name: ${name})`}\n`);
  }
  return 0;
}

/** The namespace that a place makes under a name: each container has a /run/netns of its own. */
const ownId = ({ machine, container }: Location, name: string): string =>
  `${machine.name}/${container ? `${container.id}/` : ''}netns/${name}`;

/** An id for a namespace of that name; one of an earlier namespace may still live by another file. */
function freeId(world: World, location: Location, name: string): string {
  const id = ownId(location, name);
  let number = 1;
  while (world.kernel.namespaces[number === 1 ? id : `${id}~${number}`]) number += 1;
  return number === 1 ? id : `${id}~${number}`;
}

/** Where the file of a new name goes. */
function filePath({ call }: Context, name: string): string {
  if (!hasCapability(call, 'SYS_ADMIN'))
    throw new ToolError(`mount --make-shared ${NETNS} failed: Operation not permitted\n`, 1);
  const path = `${NETNS}/${name}`;
  if (find(treeAt(call.world(), call.place), path, { follow: false }))
    throw new ToolError(`Cannot create namespace file "${path}": File exists\n`, 1);
  return path;
}

/** A file by which a namespace is found, and which keeps it. */
function mount(world: World, place: string, path: string, id: string): void {
  const tree = treeAt(world, place);
  if (!find(tree, NETNS)) makeDirectory(tree, NETNS);
  writeText(tree, path, id);
  pinNamespace(world.kernel, id);
}

function add(context: Context, name: string): number {
  const path = filePath(context, name);
  context.call.update((world) => {
    const id = freeId(world, treeAt(world, context.call.place).location, name);
    createNamespace(world.kernel, id).orphan = true;
    mount(world, context.call.place, path, id);
  });
  return 0;
}

function attach(context: Context, words: Words): number {
  const [name, pid] = words.rest();
  if (name === undefined || pid === undefined) throw usage('No netns name and PID specified\n');
  if (!/^\d+$/.test(pid)) throw usage(`Invalid PID: ${pid}\n`);
  const path = filePath(context, checked(name));
  const id = namespaceOfPid(context.call, pid);
  if (id === undefined)
    throw new ToolError(`Bind /proc/${pid}/ns/net -> ${path} failed: No such file or directory\n`, 1);
  context.call.update((world) => mount(world, context.call.place, path, id));
  return 0;
}

/** Gives a namespace an id of one's choice here (iproute2: netns_set, set_netnsid_from_name; linux: rtnl_net_newid). */
function setId(context: Context, words: Words): number {
  const [name, text] = words.rest();
  if (name === undefined) throw usage('No netns name specified\n');
  if (text === undefined) throw usage('No nsid specified\n');
  const id = namespaceNamed(context.call, name);
  if (id === undefined)
    throw new ToolError(`Cannot open network namespace "${name}": No such file or directory\n`, 255);
  if (text !== 'auto' && !/^\d{1,9}$/.test(text)) throw wrong(text, 'Invalid "netnsid" value\n');
  request(context, ({ kernel }) => {
    const namespace = namespaceById(kernel, context.id);
    if (text === 'auto') namePeer(namespace, id);
    else choosePeerId(namespace, id, Number(text));
  });
  return 0;
}

function drop({ call }: Context, name: string): number {
  const path = `${NETNS}/${name}`;
  const entry = find(treeAt(call.world(), call.place), path, { follow: false });
  if (!entry) throw new ToolError(`Cannot remove namespace file "${path}": No such file or directory\n`, 1);
  const id = namespaceNamed(call, name);
  call.update((world) => {
    remove(treeAt(world, call.place), path);
    // A link keeps nothing: only what is mounted does.
    if (id !== undefined && entry.kind === 'file') unpinNamespace(world.kernel, id);
  });
  return 0;
}

function dropAll(context: Context): number {
  for (const { name } of namespaceNames(context.call)) drop(context, name);
  return 0;
}

function execute(context: Context, words: Words): number | Promise<number> {
  const { call, options } = context;
  if (options.all) return executeInAll(context, words.rest());
  if (words.done) throw usage('No netns name specified\n');
  const name = words.next();
  const command = words.rest();
  if (command.length === 0) throw usage('No command specified\n');
  const namespace = namespaceNamed(call, name);
  if (namespace === undefined)
    throw new ToolError(`Cannot open network namespace "${name}": No such file or directory\n`, 255);
  return call.run(call.place, command, call.stdin, { cwd: call.cwd, env: { ...call.env }, namespace });
}

/** One after the other, whatever becomes of each (iproute2: do_switch, on_netns_exec). */
async function executeInAll({ call }: Context, command: readonly string[]): Promise<number> {
  if (command.length === 0) throw usage('No command specified\n');
  for (const { name, id } of namespaceNames(call)) {
    call.out(`\nnetns: ${name}\n`);
    if (id === undefined) call.err(`Cannot open network namespace "${name}": No such file or directory\n`);
    else await call.run(call.place, command, call.stdin, { cwd: call.cwd, env: { ...call.env }, namespace: id });
  }
  return 0;
}

function pids({ call }: Context, name: string): number {
  const id = namespaceNamed(call, name);
  if (id === undefined) throw new ToolError('Cannot open network namespace: No such file or directory\n', 1);
  for (const { pid, namespace } of Object.values(call.world().kernel.processes))
    if (namespace === id) call.out(`${pid}\n`);
  return 0;
}

/** The names of a process's namespace, of its own where none is given. */
function identify(context: Context, pid: string | undefined): number {
  const { call } = context;
  if (pid !== undefined && !/^\d+$/.test(pid)) throw new ToolError(`Specified string '${pid}' is not a pid\n`, 1);
  const id = pid === undefined ? namespaceId(call) : namespaceOfPid(call, pid);
  if (id === undefined) throw new ToolError('Cannot open network namespace: No such file or directory\n', 1);
  const names = namespaceNames(call).filter((named) => named.id === id);
  call.out(names.length === 0 ? '\n' : names.map(({ name }) => `${name}\n`).join(''));
  return 0;
}
