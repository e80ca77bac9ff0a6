import fc from 'fast-check';
import { allParts } from '../../src/kernel/part.ts';
import { isAbsent, isGroup, isPlugin, nameOf, type Entry } from '../../src/shell/docker/cli/command.ts';
import type { Flag } from '../../src/shell/docker/cli/flags/flag.ts';
import { rootEntries } from '../../src/shell/docker/tree.ts';
import { bashCommands, bashTools } from '../../src/shell/bash/commands.ts';
import type { Grammar, Value } from '../../src/shell/tool/grammar.ts';
import type { Program } from '../../src/shell/tool/tool.ts';
import { tools } from '../../src/shell/tools.ts';
import { inShells } from './bash-lines.ts';
import { docker, runs } from './docker-lines.ts';
import { linux } from './linux-lines.ts';
import { configuration } from './configuration-lines.ts';
import { processLine } from './process-lines.ts';
import { shellLine } from './shell-lines.ts';
import { garbage, jsName, quoted, size } from './strange.ts';
import { either, one, some, words } from './words.ts';

/* Lines that nobody means: every option that a tool has, with what no man page foresees. */

const word = garbage.map(quoted);
const known = fc.constantFrom(
  ...[
    'web',
    'api',
    'box',
    'c1',
    'red',
    'bridge',
    'host',
    'none',
    'eth0',
    'docker0',
    'lo',
    'br0',
    '172.17.0.2',
    '172.17.0.3',
  ],
  ...[
    '10.9.0.2',
    '127.0.0.1',
    '192.168.65.10',
    '203.0.113.10',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    'fd00::2',
  ],
  ...['169.254.1.1', '127.0.0.11', 'example.com', 'localhost', '80', '8080', 'nginx', 'alpine', '/etc/hosts', '/', '.'],
  ...[
    '10.9.0.0/24',
    '0.0.0.0/0',
    '1.2.3.4/33',
    'add',
    'del',
    'show',
    'list',
    'set',
    'dev',
    'via',
    'up',
    'all',
    'DOCKER',
    'nat',
  ],
);
const argument = fc.oneof(
  { weight: 5, arbitrary: known },
  { weight: 2, arbitrary: jsName },
  { weight: 2, arbitrary: size.map(quoted) },
  { weight: 1, arbitrary: word },
);

const valueOf = (value: Value): fc.Arbitrary<string> =>
  value === 'number'
    ? either(size.map(quoted), argument)
    : typeof value === 'string'
      ? argument
      : either(fc.constantFrom(...value), argument);

function ofGrammar({ options = [], words: inner = {}, named = {} }: Grammar): fc.Arbitrary<string> {
  const option = options.map(({ names, value }) =>
    fc.constantFrom(...names).chain((name) => {
      if (value === undefined) return fc.constant(name);
      return valueOf(value).map((text) => (name.startsWith('--') ? `${name}=${text}` : `${name} ${text}`));
    }),
  );
  const announced = Object.entries(named).map(([name, value]) => valueOf(value).map((text) => `${name} ${text}`));
  const deeper = Object.entries(inner).map(([name, grammar]) => ofGrammar(grammar).map((rest) => `${name} ${rest}`));
  const here = some(3, ...option, ...announced, argument);
  return deeper.length === 0
    ? here
    : fc.oneof({ weight: 3, arbitrary: fc.oneof(...deeper) }, { weight: 1, arbitrary: here });
}

/** What goes on for ever, or listens until somebody comes; loops have their own end elsewhere. */
const ENDLESS = new Set(['yes', 'watch']);

const programs: readonly Program[] = [...tools, ...bashTools, ...bashCommands];
export const anyTool = fc
  .constantFrom(...programs.filter(({ name }) => name !== 'docker' && !ENDLESS.has(name)))
  .chain(({ name, grammar }) => ofGrammar(grammar).map((rest) => `${name} ${rest}`));

const values: Partial<Record<Flag['type'], fc.Arbitrary<string>>> = {
  map: fc.tuple(garbage, garbage).map(([key, value]) => quoted(`${key}=${value}`)),
  filter: fc
    .tuple(
      fc.oneof(fc.constantFrom('name', 'label', 'status', 'until', 'since', 'publish', 'network', 'id'), garbage),
      garbage,
    )
    .map(([key, value]) => quoted(`${key}=${value}`)),
  network: either(
    known,
    fc.tuple(jsName, garbage).map(([key, value]) => quoted(`name=red,${key}=${value}`)),
  ),
};

const ofFlag = ({ name, type }: Flag): fc.Arbitrary<string> =>
  type === 'bool'
    ? either(
        fc.constant(`--${name}`),
        argument.map((text) => `--${name}=${text}`),
      )
    : (values[type] ?? either(size.map(quoted), argument, word)).map((text) => `--${name}=${text}`);

/** Commands that read until their input ends, or follow. */
const FOLLOWING = new Set(['attach', 'events', 'stats']);

function commandsIn(entries: readonly Entry[], path: string): fc.Arbitrary<string>[] {
  return entries.flatMap((entry) => {
    const name = `${path} ${nameOf(entry)}`;
    if (isAbsent(entry) || isPlugin(entry)) return [];
    if (isGroup(entry)) return commandsIn(entry.commands, name);
    if (FOLLOWING.has(nameOf(entry))) return [];
    const flags = entry.flags.filter((flag) => flag.name !== 'follow' && !flag.name.startsWith('publish'));
    return [words(name, flags.length === 0 ? '' : some(3, ...flags.map((flag) => ofFlag(flag))), some(3, argument))];
  });
}
// Some of docker's nouns are parts of the model that a command loads.
await allParts();
export const anyDocker = fc.oneof(...commandsIn(rootEntries, 'docker'));

const field = fc.oneof(
  fc.constantFrom(
    '.',
    '.ID',
    '.Names',
    '.Config',
    '.Config.Labels',
    '.NetworkSettings.Networks',
    '.State',
    '.Name',
    '$',
    '$x',
    'nil',
    'true',
    '"a"',
    '1.5',
    "'c'",
  ),
  jsName.map((name) => `.${name}`),
  jsName.map((name) => `"${name}"`),
  size.filter((text) => /^-?\d{1,9}$/.test(text)),
);
const verb = fc
  .tuple(
    fc.constantFrom('', '-', '+', '#', '0', ' '),
    fc.constantFrom('', '*', '9', '999999', '99999999999'),
    fc.constantFrom('', '.', '.*', '.3', '.500', '.9999999999'),
    fc.constantFrom(...'vdsqxXfgebtTUco%z'),
  )
  .map((parts) => `%${parts.join('')}`);
const call = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        'index',
        'printf',
        'len',
        'slice',
        'eq',
        'and',
        'or',
        'not',
        'json',
        'join',
        'split',
        'title',
        'pad',
        'truncate',
        'println',
        'html',
        'call',
        'template "a"',
        'with',
        'if',
        'range',
        'define "a"',
        'block "a"',
        'end',
        'else',
        '$x :=',
        'break',
      ),
      jsName,
    ),
    fc.array(
      fc.oneof(
        field,
        verb.map((text) => `"${text}"`),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([name, rest]) => `{{${[name, ...rest].join(' ')}}}`);
const template = fc
  .array(
    fc.oneof(
      field.map((text) => `{{${text}}}`),
      call,
      call,
      garbage,
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => quoted(parts.join('')));
export const templates = words(
  one(
    'docker inspect -f | docker ps -a --format | docker network inspect -f | docker network ls --format | docker info -f | docker images --format | docker container inspect -f',
  ),
  template,
  one('web | box |  | red'),
);

const variable = fc.oneof(fc.constantFrom('x', 'PATH', '@', '*', '#', '?', '1', '!', 'm[a]', 'm[@]', '!x'), jsName);
const expansion = fc
  .tuple(
    variable,
    fc.constantFrom('', ':-', ':=', ':?', ':+', '#', '##', '%', '/', '//', '^', ',,', ':', '@Q', '['),
    garbage,
  )
  .map(([name, operator, rest]) => `\${${name}${operator}${rest}}`);
const arithmetic = fc
  .array(
    fc.oneof(size, variable, fc.constantFrom('+', '-', '*', '**', '/', '%', '<<', '(', ')', '?', ':', '=', '++', ',')),
    { maxLength: 6 },
  )
  .map((parts) => `$((${parts.join(' ')}))`);
const nested = fc
  .tuple(
    fc.constantFrom('$((', '$(', '`', '${x:-', '((', '(', '{ ', '[[ ', '"$(', '<(', '{a,', 'if ', 'a[', '$(($('),
    fc.constantFrom(1, 2, 5, 30, 100, 300),
  )
  .map(([opening, count]) => opening.repeat(count));
const piece = fc.oneof(expansion, arithmetic, nested, argument, word, garbage);
export const scripts = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => `echo ${parts.join(' ')}`),
  fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
  fc
    .tuple(jsName, garbage)
    .map(([name, text]) => `${name}=${quoted(text)}; echo $${name} \${${name}}; export ${name}; env | tail -3`),
  fc
    .tuple(jsName, jsName)
    .map(([name, key]) => `declare -A ${name}; ${name}[${key}]=1; echo \${${name}[${key}]} \${!${name}[@]}`),
  fc.tuple(garbage, garbage).map(([key, value]) => `declare -A m; m[${key}]=${value}; echo "\${m[@]}"`),
  jsName.map((name) => `${name}() { echo hi; }; ${name}; alias ${name}=ls; ${name}; type ${name}`),
  fc
    .tuple(fc.constantFrom('printf', 'seq', 'head -c', 'sleep', 'expr', 'date -d', 'fold -w', 'cut -c'), size, size)
    .map(([name, a, b]) => `${name} ${quoted(a)} ${quoted(b)}`),
  fc
    .tuple(fc.constantFrom('%', '%0', '%-', '%.', '%+.'), size, fc.constantFrom(...'dsxfcbqe'))
    .map(([head, width, letter]) => `printf '${head}${width}${letter}' 1 a`),
  fc.tuple(anyOf(), anyOf()).map(([a, b]) => `${a} | ${b}`),
  fc.tuple(anyOf(), fc.constantFrom('&&', '||', ';', '&', '>', '2>&1 >', '<'), anyOf()).map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('1 2 3', '{1..5}', '$(seq 3)', '*', '{1..99999999}'), anyOf())
    .map(([list, body]) => `for i in ${list}; do ${body}; break; done`),
);
function anyOf(): fc.Arbitrary<string> {
  return fc.oneof(linux, anyTool, docker);
}

const named = jsName.chain((name) =>
  fc.constantFrom(
    ...[`docker run -d --name ${name} alpine`, `docker network create ${name}`, `docker network create -o ${name}=1 x`],
    ...[
      `docker run -d --label ${name}=1 alpine`,
      `docker run -d -e ${name}=1 alpine env`,
      `docker exec ${name} ip addr`,
    ],
    ...[
      `docker inspect -f '{{index .Config.Labels "${name}"}}' web`,
      `docker network connect ${name} web`,
      `docker rm -f ${name}`,
    ],
    ...[
      `docker run -d --network-alias ${name} --network red alpine`,
      `docker run -d -v ${name} alpine`,
      `docker rename box ${name}`,
    ],
    ...[
      `docker run -d --sysctl ${name}=1 alpine`,
      `docker run -d --network red --network-alias ${name} nginx`,
      `docker inspect ${name}`,
    ],
    ...[
      `docker network create --aux-address ${name}=10.9.9.9 --subnet 10.9.9.0/24 y`,
      `docker service create --name ${name} nginx`,
    ],
    ...[
      `docker node update --label-add ${name}=1 self`,
      `docker node inspect ${name}`,
      `docker run -d --network ${name} nginx`,
    ],
    ...[
      `ip link add ${name} type bridge`,
      `brctl addbr ${name}`,
      `ip link set ${name} up`,
      `ip link del ${name}`,
      `ip link set dum0 name ${name}`,
    ],
    ...[
      `ip addr add 10.7.0.1/24 dev ${name}`,
      `ip netns add ${name}`,
      `ip netns exec ${name} ip addr`,
      `ip netns del ${name}`,
    ],
    ...[
      `iptables -N ${name}`,
      `iptables -A ${name} -j ACCEPT`,
      `iptables -A INPUT -j ${name}`,
      `iptables -E ${name} x`,
      `iptables -X ${name}`,
    ],
    ...[
      `iptables -t ${name} -L`,
      `iptables -m ${name}`,
      `ip route add 10.1.0.0/16 dev ${name}`,
      `sysctl ${name}`,
      `sysctl net.ipv4.conf.${name}.forwarding=1`,
    ],
    ...[
      `ping -c 1 -W 1 ${name}`,
      `curl -s -m 1 ${name}`,
      `dig ${name}`,
      `getent hosts ${name}`,
      `echo 1 > ${name}; cat ${name}; ls`,
    ],
    ...[
      `export ${name}=1`,
      `env ${name}=1 env`,
      `tcpdump -c 1 host ${name}`,
      `docker swarm init`,
      `curl http://web/${name}`,
    ],
  ),
);

/** Any line at all. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: anyTool },
  { weight: 5, arbitrary: anyDocker },
  { weight: 3, arbitrary: templates },
  { weight: 4, arbitrary: scripts },
  { weight: 4, arbitrary: named },
  { weight: 2, arbitrary: docker },
  { weight: 2, arbitrary: linux },
  { weight: 1, arbitrary: runs },
  { weight: 4, arbitrary: configuration },
  { weight: 4, arbitrary: shellLine },
  { weight: 3, arbitrary: inShells },
  { weight: 4, arbitrary: processLine },
  { weight: 1, arbitrary: garbage },
);
