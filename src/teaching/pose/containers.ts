import { namespaceOf } from '../judge/addresses.ts';
import { own } from '../../kernel/own.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import type { Ask } from '../question.ts';
import { said } from '../said.ts';
import { choice, without, type Answered, type Choice } from './answer.ts';
import { called } from './scene.ts';

type AskOf<A extends Ask['about']> = Extract<Ask, { readonly about: A }>;

const STATES = ['running', 'created', 'exited', 'absent', 'paused'] as const;
type State = (typeof STATES)[number];

/** A container's state, as it is told; undefined while it is between two. */
function stateOf(world: World, place: Place): State | undefined {
  const container = locate(world, place)?.container;
  return container === undefined ? 'absent' : STATES.find((state) => state === container.state.status);
}

/** Whether a container runs, is created, has ended, or is not there. */
export function state(world: World, { of }: AskOf<'state'>): Answered | undefined {
  const found = stateOf(world, of);
  if (found === undefined) return undefined;
  const place = called(world, of);
  return {
    asks: said('state', { place }),
    right: choice(found, `is-${found}`, {}, { place }),
    wrong: STATES.filter((other) => other !== found).map((other) => choice(other, `needs-${other}`, {}, { place })),
  };
}

/** How many of some containers run. */
export function running(world: World, { at, names }: AskOf<'running'>): Answered | undefined {
  if (world.machines[at]?.engine === undefined) return undefined;
  const count = names.filter((name) => stateOf(world, `${at}/${name}`) === 'running').length;
  const all = names.length;
  const wrong = [all, 0, 1, all - 1, 2, 3].filter((other) => other >= 0 && other <= all);
  return {
    asks: said('running', { names: names.join(', ') }),
    right: choice('count', 'is-count-running', { n: count }),
    wrong: wrong.map((other) => choice('count', 'needs-count-running', { n: other })),
  };
}

/** The network whose gateway is a container's default route. */
export function defaultRoute(world: World, { of }: AskOf<'default-route'>): Answered | undefined {
  const { container } = locate(world, of) ?? {};
  const namespace = namespaceOf(world, of);
  if (container === undefined || namespace === undefined) return undefined;
  const via = namespace.routes.find(
    ({ destination }) => destination.length === 0 && destination.address === '0.0.0.0',
  )?.via;
  const found = Object.entries(container.endpoints).find(
    ([, { gateway4 }]) => via !== undefined && gateway4 === via,
  )?.[0];
  if (via !== undefined && found === undefined) return undefined;
  const place = called(world, of);
  const networks = [...Object.keys(container.endpoints), 'bridge'];
  return {
    asks: said('default-route', { place }),
    right:
      found === undefined
        ? choice('no-network', 'is-no-default-route', {}, { place })
        : choice('network', 'is-default-route', { network: found }, { gateway: via ?? '', place }),
    wrong: [
      ...networks.map((network) =>
        choice(
          'network',
          own(container.endpoints, network) === undefined ? 'needs-network-joined' : 'needs-default-route',
          { network },
          { place },
        ),
      ),
      choice('no-network', 'needs-no-default-route', {}, { place }),
    ],
  };
}

/** Whether the engine lists a container on a network. */
export function listed(world: World, { of, network }: AskOf<'listed'>): Answered | undefined {
  const { container } = locate(world, of) ?? {};
  if (container === undefined) return undefined;
  const place = called(world, of);
  const is = own(container.endpoints, network) !== undefined;
  const values = { place, network };
  return {
    asks: said('listed', values),
    right: is ? choice('listed', 'is-listed', {}, values) : choice('not-listed', 'is-not-listed', {}, values),
    wrong: [is ? choice('not-listed', 'needs-not-listed', {}, values) : choice('listed', 'needs-listed', {}, values)],
  };
}

const FIRST_EPHEMERAL = 32768;

/** The host's port by which a container's port is published. */
export function hostPort(world: World, { of, port }: AskOf<'host-port'>): Answered | undefined {
  const { container, machine } = locate(world, of) ?? {};
  if (container === undefined || machine === undefined) return undefined;
  const place = called(world, of);
  const leading = container.ports
    .filter(({ containerPort, hostPort: number }) => containerPort === port && number > 0)
    .map(({ hostPort: number }) => number);
  const [found] = leading;
  const isAsked = Object.values(container.hostConfig.PortBindings)
    .flat()
    .some(({ HostPort }) => HostPort === String(found));
  const option =
    (key: Choice['because']['key']) =>
    (each: number): Choice =>
      choice('port', key, { port: each }, { place, container: port });
  const exposed = [port, ...Object.keys(container.config.ExposedPorts ?? {}).map((each) => parseInt(each, 10))];
  const othersPorts = Object.values(machine.engine?.containers ?? {})
    .filter(({ id }) => id !== container.id)
    .flatMap(({ ports }) => ports.map(({ hostPort: each }) => each))
    .filter((each) => each > 0);
  return {
    asks: said('host-port', { place, port }),
    right:
      found === undefined
        ? choice('not-published', 'is-not-published', {}, { place, container: port })
        : choice('port', isAsked ? 'is-host-port' : 'is-ephemeral-port', { port: found }, { place, container: port }),
    wrong: without(
      [
        ...exposed.map(option('needs-container-port')),
        ...(found === undefined
          ? []
          : [choice('not-published', 'needs-not-published', {}, { place, container: port })]),
        ...othersPorts.map(option('needs-host-port')),
        ...[FIRST_EPHEMERAL, FIRST_EPHEMERAL + 1, FIRST_EPHEMERAL + 2].map(option('needs-ephemeral-port')),
      ],
      'port',
      leading,
    ),
  };
}

/** The program that listens at a machine's TCP port. */
export function listener(world: World, { at, port }: AskOf<'listener'>): Answered | undefined {
  const location = locate(world, at);
  const namespace = namespaceOf(world, at);
  if (location === undefined || namespace === undefined) return undefined;
  const programOf = (pid: number | undefined): string | undefined => world.kernel.processes[pid ?? -1]?.program;
  const programs = namespace.sockets
    .filter((each) => each.protocol === 'tcp' && each.port === port)
    .flatMap(({ pid }) => programOf(pid) ?? []);
  const [found] = programs;
  const place = called(world, at);
  const inContainers = Object.values(location.machine.engine?.containers ?? {}).flatMap(
    ({ state: { pid } }) => programOf(pid) ?? [],
  );
  const option = (program: string, key: Choice['because']['key']): Choice =>
    choice('program', key, { program }, { place, port });
  return {
    asks: said('listener', { place, port }),
    right:
      found === undefined
        ? choice('no-program', 'is-no-program', {}, { place, port })
        : option(found, found === 'docker-proxy' ? 'is-proxy' : 'is-listening'),
    wrong: without(
      [
        ...[...new Set(inContainers)].map((program) => option(program, 'needs-program')),
        option('docker-proxy', 'needs-proxy'),
        option('dockerd', 'needs-dockerd'),
        choice('no-program', 'needs-no-program', {}, { place, port }),
      ],
      'program',
      programs,
    ),
  };
}
