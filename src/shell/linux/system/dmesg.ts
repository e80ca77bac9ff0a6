import { VERSION } from '../../files/proc.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';

/** util-linux dmesg: of the kernel's log the lab has its first line. */
export const dmesg: Tool = {
  name: 'dmesg',
  grammar: {
    options: options({
      '-T,--ctime -H,--human -k,--kernel -x,--decode -r,--raw -t,--notime -w,--follow -c,--read-clear -C,--clear':
        'none',
      '-l,--level -f,--facility': 'text',
    }),
  },
  run(call) {
    const { has } = readOptions(call, dmesg);
    if (!hasCapability(call, 'SYSLOG'))
      throw new ToolError('dmesg: read kernel buffer failed: Operation not permitted\n', 1);
    if (!has('C')) call.out(`${has('t') ? '' : '[    0.000000] '}${VERSION}\n`);
    return 0;
  },
};
