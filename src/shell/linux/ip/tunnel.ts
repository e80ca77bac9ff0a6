import { ToolError } from '../../tool/tool-error.ts';
import { abbreviated, findLink, usage, wrong, type Context, type Words } from './context.ts';
import { HELP } from './help.table.ts';
import { prefixArgument } from './prefix.ts';

/** The device that the kernel makes for each kind of tunnel, which is asked for a new one; no kernel here has any of them. */
const BASES: Readonly<Partial<Record<string, string>>> = {
  ipip: 'tunl0',
  'ip/ip': 'tunl0',
  gre: 'gre0',
  'gre/ip': 'gre0',
  sit: 'sit0',
  'ipv6/ip': 'sit0',
  isatap: 'sit0',
  vti: 'ip_vti0',
};

interface Asked {
  name?: string;
  base?: string;
}

/** Words that stand alone, and those that a value follows (iproute2: ip/iptunnel.c parse_args). */
const ALONE = /^([io]?seq|[io]?csum|(no)?pmtudisc|ignore-df|external)$/;
const VALUED = /^([io]?key|ttl|hoplimit|hlim|tos|dsfield|dev)$/;

function readTunnel(words: Words): Asked {
  const asked: Asked = {};
  while (!words.done) {
    const word = words.next();
    if (word === 'mode') {
      const mode = words.next();
      asked.base = Object.hasOwn(BASES, mode) ? (BASES[mode] ?? '') : unknownMode(mode);
    } else if (word === 'remote' || word === 'local') {
      const address = words.next();
      if (address !== 'any') prefixArgument(address, 4);
    } else if (VALUED.test(word)) words.next();
    else if (!ALONE.test(word)) {
      const name = word === 'name' ? words.next() : word;
      if (asked.name !== undefined) throw usage(`Error: either "name" is duplicate, or "${name}" is garbage.\n`);
      if (name.length > NAME_LENGTH) throw wrong(name, '"name" not a valid ifname');
      asked.name = name;
    }
  }
  return asked;
}

const NAME_LENGTH = 15;

const unknownMode = (mode: string): never => {
  throw usage(`Unknown tunnel mode "${mode}"\n`);
};

const failed = (what: string): ToolError => new ToolError(`${what}\n`, 1);

/** What the kernel says of a device that is no tunnel, or is not there. */
const refusal = (context: Context, name: string): string =>
  findLink(context, name) ? 'Operation not supported' : 'No such device';

/** `ip tunnel COMMAND …`: tunnels of IPv4, which the kernel has none of. */
export function tunnel(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const command = abbreviated(word, ['add', 'change', 'delete', 'show', 'lst', 'list', 'prl', '6rd', 'help']);
  switch (command) {
    case 'help':
      throw usage(HELP.tunnel);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "ip tunnel help"\n`);
    case 'add': {
      const { base } = readTunnel(words);
      if (base === undefined) throw failed('cannot determine tunnel mode (ipip, gre, vti or sit)');
      throw failed(`add tunnel "${base}" failed: No such device`);
    }
    case 'change': {
      const { name = '', base = '' } = readTunnel(words);
      throw failed(`get tunnel "${name || base}" failed: ${refusal(context, name || base)}`);
    }
    case 'delete': {
      const { name = '', base = '' } = readTunnel(words);
      throw failed(`delete tunnel "${name || base}" failed: ${refusal(context, name || base)}`);
    }
    default: {
      const { name = '', base } = readTunnel(words);
      if (base !== undefined) throw failed(`get tunnel "${name || base}" failed: ${refusal(context, name || base)}`);
    }
  }
}
