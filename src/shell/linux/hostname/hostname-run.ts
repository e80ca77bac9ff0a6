import { family, isLoopback, type Ip } from '../../../ip/address.ts';
import { locate } from '../../../world/place.ts';
import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { linesNaming } from '../names/hosts-file.ts';
import { namespaceId } from '../names/query.ts';
import { FAILURES, lookupAddress, lookupHost } from '../names/resolve.ts';
import { USAGE } from './hostname.table.ts';
import { hostname } from './hostname.ts';

const USAGE_ERROR = 255;

/** What the program shows by the name it is called by. */
const DEFAULTS: Readonly<Record<string, string>> = {
  dnsdomainname: 'd',
  domainname: 'y',
  nisdomainname: 'y',
  ypdomainname: 'y',
};

/** `hostname`. */
export function runHostname(call: Call): number {
  const program = (call.argv[0] ?? '').replace(/^.*\//, '');
  const { options: given, operands, error, value } = getopt(call.argv.slice(1), hostname.grammar);
  if (error !== undefined) {
    call.err(`${program}: ${error}\n`);
    call.out(USAGE);
    return USAGE_ERROR;
  }
  const last = given.at(-1);
  if (last?.name === 'V') {
    call.out('hostname 3.25\n');
    return 0;
  }
  if (last?.name === 'h' || last?.name === '?') {
    call.out(USAGE);
    return USAGE_ERROR;
  }
  const file = value('F');
  const what = given.findLast(({ name }) => name !== 'F' && name !== 'b')?.name ?? DEFAULTS[program];
  if (file !== undefined) throw refusal(program, nameIn(call, program, file), false);
  if (operands.length > 1 || (operands.length === 1 && what !== undefined && what !== 'y')) {
    throw new ToolError(USAGE, USAGE_ERROR);
  }
  const [wanted] = operands;
  if (wanted !== undefined) throw refusal(program, wanted, what === 'y');
  return show(call, program, what);
}

const nameOf = (call: Call): string => locate(call.world(), call.place)?.hostname ?? '';

const VALID = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

/** No place here may have its name changed: containers lack the capability, and a machine's name is what it is found by. */
function refusal(program: string, name: string, domain: boolean): ToolError {
  const complaint =
    domain || VALID.test(name)
      ? `you must be root to change the ${domain ? 'domain' : 'host'} name`
      : 'the specified hostname is invalid';
  return new ToolError(`${program}: ${complaint}\n`, 1);
}

/** The name that a file holds. */
function nameIn(call: Call, program: string, file: string): string {
  try {
    const text = readText(treeAt(call.world(), call.place, call.namespace), absolute(call.cwd, file));
    return text.split('\n').find((one) => one !== '' && !one.startsWith('#')) ?? '';
  } catch (failure) {
    if (!(failure instanceof FileError)) throw failure;
    throw new ToolError(`${program}: ${failure.message}\n`, 1);
  }
}

function show(call: Call, program: string, what: string | undefined): number {
  const name = nameOf(call);
  switch (what) {
    case undefined:
      return say(call, name);
    case 's':
      return say(call, name.split('.')[0] ?? '');
    case 'y':
      return domain(call, program);
    case 'I':
      return say(
        call,
        ownAddresses(call)
          .map((ip) => `${ip} `)
          .join(''),
      );
    case 'A':
      return say(
        call,
        ownAddresses(call)
          .map((ip) => lookupAddress(call, ip)?.name)
          .map((known) => (known === undefined ? '' : `${known} `))
          .join(''),
      );
    default:
      return resolved(call, program, name, what);
  }
}

function say(call: Call, text: string): number {
  call.out(`${text}\n`);
  return 0;
}

/** What needs the name looked up: -a, -d, -f and -i. */
function resolved(call: Call, program: string, name: string, what: string): number {
  const found = lookupHost(call, name, what === 'a' ? 4 : undefined);
  if (!found.ok) throw new ToolError(`${program}: ${FAILURES[found.failure]}\n`, 1);
  const { canonical, addresses } = found;
  switch (what) {
    case 'a':
      return say(call, aliases(call, name).join(' '));
    case 'i':
      return say(call, addresses.join(' '));
    case 'd': {
      const dot = canonical.indexOf('.');
      return dot < 0 ? 0 : say(call, canonical.slice(dot + 1));
    }
    default:
      return say(call, canonical);
  }
}

/** Every line of /etc/hosts that names the host adds its other names. */
const aliases = (call: Call, name: string): string[] =>
  linesNaming(call, name, 4).flatMap(({ names }) => names.slice(1));

/** The addresses of links that are up, but for those of lo and of a link alone; IPv4 first. */
function ownAddresses(call: Call): Ip[] {
  const links = Object.values(call.world().kernel.namespaces[namespaceId(call)]?.links ?? {});
  const addresses = links
    .filter(({ up, kind }) => up && kind !== 'loopback')
    .flatMap((link) => link.addresses)
    .filter(({ address, scope }) => !isLoopback(address) && !(family(address) === 6 && scope === 'link'))
    .map(({ address }) => address);
  return [4, 6].flatMap((of) => addresses.filter((ip) => family(ip) === of));
}

/** The NIS domain name, which is the UTS namespace's. */
function domain(call: Call, program: string): number {
  const name = locate(call.world(), call.place)?.container?.config.Domainname ?? '';
  if (name !== '') return say(call, name);
  if (program === 'domainname') return say(call, '(none)');
  call.out(`${program}: Local domain name not set\n`);
  return 1;
}
