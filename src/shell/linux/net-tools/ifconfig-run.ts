import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { namespaceOf } from './device.ts';
import { IFCONFIG_FAMILIES, IFCONFIG_TYPES, IFCONFIG_USAGE } from './help.table.ts';
import { Setter } from './ifconfig-set.ts';
import { interfaceRow, interfacesOf, interfaceText, shortHeader } from './ifconfig-show.ts';

const NAME_WIDTH = 11;

export const runIfconfig: Tool['run'] = (call) => {
  const args = call.argv.slice(1);
  let all = false;
  let short = false;
  while (args[0]?.startsWith('-')) {
    const option = args.shift();
    switch (option) {
      case '-a':
        all = true;
        break;
      case '-s':
        short = true;
        break;
      case '-v':
        break;
      case '-V':
      case '-version':
      case '--version':
        call.out('net-tools 2.10\n');
        return 0;
      case '-h':
      case '-?':
      case '-help':
      case '--help':
        call.out(IFCONFIG_USAGE);
        call.err(IFCONFIG_TYPES + IFCONFIG_FAMILIES);
        return 0;
      default:
        throw new ToolError(
          `ifconfig: option \`${option}' not recognised.\nifconfig: \`--help' gives usage information.\n`,
          1,
        );
    }
  }
  const [name, ...words] = args;
  const namespace = namespaceOf(call);
  if (!namespace) return 1;
  if (name !== undefined && words.length > 0) return new Setter(call, name, words).run();
  const shown = interfacesOf(namespace).filter((one) => (name === undefined ? all || one.link.up : one.name === name));
  if (name !== undefined && shown.length === 0)
    throw new ToolError(`${name}: error fetching interface information: Device not found\n`, 1);
  if (short) call.out(shortHeader(NAME_WIDTH));
  for (const one of shown) call.out(short ? interfaceRow(call, namespace, one) : interfaceText(call, namespace, one));
  return 0;
};
