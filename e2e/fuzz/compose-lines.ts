import fc from 'fast-check';
import type { Command } from '../../src/history/history.ts';
import { mangled } from './kept.ts';
import { garbage, jsName, odd, quoted } from './strange.ts';
import { mostly, one, some, words } from './words.ts';

/* Compose files, structured and mutated, and the lines of `docker compose` over them. */

const SERVICES = 'web | api | db';
const service = mostly(SERVICES, 'nosuch | __proto__ | constructor | toString | é');
const network = mostly('default | front | back', 'nosuch | __proto__ | host');

/** What a value may be that is none of those wanted. */
const wild = fc.oneof(
  one(
    '~ | [] | {} | "" | true | -1 | 1e9 | 0x10 | .inf | .nan | [~] | {a: {b: c}} | *a | &a b | !reset null | !override []',
  ),
  one('${A} | ${A:-b} | ${A:?no} | ${A | $$ | ${A:+${B:-c}} | "${PORT}:80"'),
  jsName,
  garbage.map((text) => JSON.stringify(text)),
);
const entry = (key: string, ...values: readonly string[]): fc.Arbitrary<string> =>
  fc
    .oneof({ weight: 8, arbitrary: one(...values) }, { weight: 1, arbitrary: wild })
    .map((value) => `    ${key}: ${value}`);

const settings: readonly fc.Arbitrary<string>[] = [
  entry(
    'ports',
    '["8080:80"] | ["80"] | ["8081-8083:80"] | [{target: 80, published: "8090"}] | ["127.0.0.1:8085:80/udp"]',
  ),
  entry(
    'networks',
    '[front] | [front, back] | {front: {aliases: [x]}} | {back: {ipv4_address: 10.5.0.9}} | {nosuch: }',
  ),
  entry('network_mode', 'host | none | bridge | service:web | service:db | container:x'),
  entry(
    'depends_on',
    '[db] | [web] | {db: {condition: service_healthy}} | {api: {condition: service_completed_successfully}}',
  ),
  entry('environment', '[A=b, C] | {A: 1, B: true, C: } | {PORT: "${PORT:-80}"}'),
  entry('env_file', '.env | [no.env] | [{path: x.env, required: false}]'),
  entry('command', 'sleep 1 | ["sleep", "infinity"] | "true" | "false" | nosuch'),
  entry('deploy', '{replicas: 2} | {replicas: 0} | {resources: {limits: {cpus: "0.5", memory: 1g}}}'),
  entry('scale', '2 | 0 | 3'),
  entry('restart', 'always | "no" | on-failure:2 | x'),
  entry('container_name', 'one | "${A}" | web'),
  entry(
    'healthcheck',
    '{test: [CMD, "true"], interval: 1s} | {test: exit 1, retries: 1, interval: 1s} | {disable: true}',
  ),
  entry('volumes', '["data:/d"] | ["./x:/y:ro"] | [/z] | [{type: tmpfs, target: /t}]'),
  entry('profiles', '[more] | [] | [more, x]'),
  entry('extends', '{service: db} | {service: web, file: other.yaml} | web'),
  entry('extra_hosts', '["h:1.2.3.4"] | {h: host-gateway}'),
  entry('labels', '{a: b} | [a=b, c]'),
  entry('x-own', '[1, {a: b}]'),
];

const serviceText = fc
  .tuple(
    service,
    mostly('nginx | alpine | redis', 'nosuch:9 | Ub:x | "" | "${IMAGE}"'),
    fc.subarray([...settings], { maxLength: 5 }),
  )
  .chain(([name, image, chosen]) =>
    fc.tuple(...chosen).map((lines) => [`  ${name}:`, `    image: ${image}`, ...lines].join('\n')),
  );
const networkText = fc
  .tuple(
    network,
    fc.oneof(
      {
        weight: 6,
        arbitrary: one(
          '{} | ~ | {internal: true} | {external: true} | {name: plaza} | {driver: bridge} | {ipam: {config: [{subnet: 10.5.0.0/24}]}}',
        ),
      },
      { weight: 1, arbitrary: wild },
    ),
  )
  .map(([name, value]) => `  ${name}: ${value}`);

const whole = fc
  .tuple(
    one('name: shop |  | version: "3" | x-a: &a {b: c} | include: [other.yaml]'),
    fc.array(serviceText, { minLength: 1, maxLength: 4 }),
    fc.array(networkText, { maxLength: 3 }),
  )
  .map(([head, services, networks]) =>
    [
      head,
      'services:',
      ...services,
      ...(networks.length === 0 ? [] : ['networks:', ...networks]),
      'volumes: {data: {}}',
      '',
    ].join('\n'),
  );

/** Mostly whole, now and then with something cut out of it or put into it. */
const file = fc.oneof(
  { weight: 5, arbitrary: whole },
  { weight: 1, arbitrary: whole.chain(mangled).map((text) => text.slice(0, 20_000)) },
);
const variables = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: one('A=b | PORT=8080 | IMAGE=nginx | A="x ${B}" | export B=1 | # no | A') },
      { weight: 1, arbitrary: garbage },
    ),
  )
  .map((lines) => lines.join('\n'));

const write = (name: string, text: string): string => `printf %s ${quoted(text)} > ${name}`;
const writing = fc.oneof(
  { weight: 4, arbitrary: file.map((text) => write('compose.yaml', text)) },
  { weight: 1, arbitrary: file.map((text) => write('compose.override.yaml', text)) },
  { weight: 1, arbitrary: file.map((text) => write('other.yaml', text)) },
  { weight: 1, arbitrary: variables.map((text) => write('.env', text)) },
);

const globals = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: one(
      '-p other | --profile more | -f compose.yaml -f other.yaml | --env-file .env | -f nosuch | --profile "*" | --nosuch',
    ),
  },
);
const orders = fc.oneof(
  {
    weight: 6,
    arbitrary: words(
      'up -d',
      some(
        2,
        one('--force-recreate | --remove-orphans | --wait | -t 0 | --no-deps | --no-start'),
        words('--scale', one('web=2 | web=0 | nosuch=1 | web=x')),
      ),
      one(' | web | db'),
    ),
  },
  { weight: 2, arbitrary: words('down', some(2, one('-v | -t 0 | --remove-orphans | --rmi all'))) },
  {
    weight: 2,
    arbitrary: words(
      'config',
      some(
        1,
        one(
          '--services | --format json | --hash "*" | --no-interpolate | --images | --profiles | --quiet | --environment | --no-consistency',
        ),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: words('ps', some(1, one('-a | -q | --format json | --services | --status running | --orphans=false'))),
  },
  { weight: 1, arbitrary: words('logs', some(1, one('--no-color | --tail 1 | -t | --no-log-prefix')), service) },
  {
    weight: 1,
    arbitrary: words(
      'run',
      some(2, one('--rm | -d | --no-deps | -e A=b | -P | --name z | -T')),
      service,
      one('true | false | ip addr | nosuch'),
    ),
  },
  { weight: 1, arbitrary: words('scale', mostly('web=2 | web=1 db=0 | api=3', 'web=99999999 | web=-1 | x=1 | web')) },
  {
    weight: 2,
    arbitrary: words(
      one(
        'restart -t 0 | stop -t 0 | kill | start | pause | unpause | rm -f | create | exec -T | port | top | images | wait',
      ),
      service,
      one(' | true | 80'),
    ),
  },
  {
    weight: 1,
    arbitrary: one(
      'ls -a | version | volumes | events --since 0 --until 1 | watch | build | pull | push | cp web:/etc/hostname /tmp/x | --help',
    ),
  },
  { weight: 1, arbitrary: words(one('up -d | run | scale | exec | logs | cp | port'), odd, odd) },
);
const line = fc.oneof(
  { weight: 2, arbitrary: writing },
  { weight: 5, arbitrary: words('docker compose', globals, orders) },
  {
    weight: 1,
    arbitrary: one(
      'docker rm -f web | docker network create plaza | docker network prune -f | sleep 2 | docker ps -a | rm .env',
    ),
  },
);

/** A stack of which more and more is otherwise. */
export const composeCases: fc.Arbitrary<Command[]> = fc
  .tuple(file, fc.array(line, { minLength: 4, maxLength: 14 }))
  .map(([first, lines]) =>
    ['mkdir -p /tmp/shop; cd /tmp/shop', write('compose.yaml', first), ...lines].map((each) => ({
      place: 'host1',
      line: each,
    })),
  );
