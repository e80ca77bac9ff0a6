import { groupOf, identity, userNamed, userOf } from '../../../engine/container/users.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { quote } from '../text/input.ts';

/** Who runs a call: root, or whom its container was told. */
const callerOf = (call: Call): { uid: number; gid: number } =>
  identity(call.user ?? locate(call.world(), call.place)?.container?.config.User ?? '');

const named = (id: number, name: string | undefined): string => (name === undefined ? String(id) : `${id}(${name})`);

/** coreutils id */
export const id: Tool = {
  name: 'id',
  grammar: {
    options: options({ '-a -g,--group -G,--groups -n,--name -r,--real -u,--user -z,--zero -Z,--context': 'none' }),
    operands: ['text'],
  },
  run(call) {
    const { has, operands } = readOptions(call, id);
    const sought = operands[0];
    const known =
      sought === undefined ? callerOf(call) : /^\d+$/.test(sought) ? userOf(Number(sought)) : userNamed(sought);
    if (!known) throw new ToolError(`id: ${quote(call, sought ?? '')}: no such user\n`, 1);
    const { uid, gid } = known;
    const [user, group] = [userOf(uid)?.name, groupOf(gid)];
    if (!has('u') && !has('g') && !has('G')) {
      call.out(`uid=${named(uid, user)} gid=${named(gid, group)} groups=${named(gid, group)}\n`);
      return 0;
    }
    const [number, name] = has('u') ? [uid, user] : [gid, group];
    call.out(`${has('n') ? (name ?? number) : number}\n`);
    if (!has('n') || name !== undefined) return 0;
    throw new ToolError(`id: cannot find name for ${has('u') ? 'user' : 'group'} ID ${number}\n`, 1);
  },
};

/** coreutils whoami */
export const whoami: Tool = {
  name: 'whoami',
  grammar: {},
  run(call) {
    const { uid } = callerOf(call);
    const user = userOf(uid);
    if (!user) throw new ToolError(`whoami: cannot find name for user ID ${uid}\n`, 1);
    call.out(`${user.name}\n`);
    return 0;
  },
};
