/** `docker service …`. */
import {
  changeService,
  EngineError,
  inspectService,
  listServices,
  listTasks,
  newService,
  removeService,
  rollBackService,
  serviceSpec,
  settleEngine,
  type ServiceJson,
} from '../../../engine/api.ts';
import { CliError, type Command, type Context, type Group } from '../cli/command.ts';
import { ask, forEach, order, refusal } from '../engine.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import { printList, rowType } from '../cli/list.ts';
import { naturally } from '../cli/natural.ts';
import { shortId } from '../cli/text.ts';
import { networkOf, pairs, readPorts, serviceRequest, tagged } from './service-request.ts';
import {
  serviceCreateFlags,
  serviceInspectFlags,
  serviceListFlags,
  serviceLogsFlags,
  serviceRollbackFlags,
  serviceScaleFlags,
  serviceTasksFlags,
  serviceUpdateFlags,
} from './service-flags.table.ts';
import { printTasks } from './tasks.ts';
import { prettyService } from './pretty-service.ts';
import { serviceInspect } from './inspect-fields.ts';
import { inspectEach } from '../system/inspect.ts';

/** How long the client watches that tasks stay as they are (docker/cli command/service/progress). */
const STABLE = 5;

const UNRESOLVED = (image: string): string =>
  `image ${image} could not be accessed on a registry to record
its digest. Each node will access ${image} independently,
possibly leading to different nodes running different
versions of the image.

`;

/** Waits until a service has converged, as the client does unless it is told to let it be, and tells of it. */
function converge(context: Context, service: string): void {
  const { flags, call } = context;
  if (flagOn(flags, 'detach')) return;
  const say = (text: string): void => {
    if (!flagOn(flags, 'quiet')) call.out(`${text}\n`);
  };
  const wait = (ms: number): void =>
    order(context, (host) => {
      host.clock.now += ms;
      settleEngine(host);
    });
  const found = () =>
    ask(context, (host) => listServices(host)).find(
      ({ json: { ID, Spec } }) => ID === service || Spec.Name === service,
    );
  const first = found();
  if (!first) return;
  const progress = (running: number) => `overall progress: ${running} out of ${first.desired} tasks`;
  say(progress(first.running));
  for (let task = 1; task <= first.desired; task++) say(`${task}/${first.desired}:  `);
  wait(1500);
  for (let tries = 0; tries < 20 && (found()?.running ?? 0) < first.desired; tries++) wait(1000);
  say(progress(found()?.running ?? 0));
  for (let left = STABLE; left > 0; left--) {
    say(`verify: Waiting ${left} seconds to verify that tasks are stable...`);
    wait(1000);
  }
  say(`verify: Service ${service} converged`);
}

const create: Command = {
  use: 'create [OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create a new service',
  flags: serviceCreateFlags.map((flag) => (flag.name === 'publish' ? { ...flag, read: readable } : flag)),
  arity: { atLeast: 1 },
  stopsAtArgument: true,
  run: (context) => {
    const { flags, call } = context;
    const request = serviceRequest(flags, context.arguments);
    const id = order(context, (host) => newService(host, request));
    if (!flagOn(flags, 'no-resolve-image')) call.err(UNRESOLVED(request.image));
    call.out(`${id}\n`);
    converge(context, id);
    return 0;
  },
};

/** A port that can be read is kept as it was written. */
function readable(text: string): string {
  readPorts(text);
  return text;
}

interface Row {
  readonly json: ServiceJson;
  readonly running: number;
  readonly desired: number;
}

const portText = (port: NonNullable<ServiceJson['Endpoint']['Ports']>[number]): string =>
  `*:${port.PublishedPort ?? 0}->${port.TargetPort}/${port.Protocol}`;

const isGlobal = ({ Spec }: ServiceJson): boolean => 'Global' in (Spec.Mode as object);

const row = rowType<Row>('service.serviceContext', {
  ID: ({ json }) => shortId(json.ID),
  Image: ({ json }) => (json.Spec.TaskTemplate as { ContainerSpec: { Image: string } }).ContainerSpec.Image,
  Mode: ({ json }) => (isGlobal(json) ? 'global' : 'replicated'),
  Name: ({ json }) => json.Spec.Name,
  Ports: ({ json }) =>
    (json.Endpoint.Ports ?? [])
      .filter(({ PublishMode }) => PublishMode === 'ingress')
      .map(portText)
      .join(', '),
  Replicas: ({ running, desired }) => `${running}/${desired}`,
});

const headings = { ID: 'ID', Image: 'IMAGE', Mode: 'MODE', Name: 'NAME', Ports: 'PORTS', Replicas: 'REPLICAS' };

function formatOf(format: string, quiet: boolean): string {
  if (format === '' || format === 'table')
    return quiet ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Mode}}\t{{.Replicas}}\t{{.Image}}\t{{.Ports}}';
  if (format !== 'raw') return format;
  return quiet
    ? 'id: {{.ID}}'
    : 'id: {{.ID}}\nname: {{.Name}}\nmode: {{.Mode}}\nreplicas: {{.Replicas}}\nimage: {{.Image}}\nports: {{.Ports}}\n';
}

const ls: Command = {
  use: 'ls [OPTIONS]',
  short: 'List services',
  ways: ['docker service ls', 'docker service list'],
  flags: serviceListFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { flags } = context;
    const services = order(context, (host) => listServices(host, { filters: filtersOf(flags) }));
    const items = [...services].sort((a, b) => naturally(a.json.Spec.Name, b.json.Spec.Name));
    context.call.out(printList({ row, headings, items }, formatOf(flagText(flags, 'format'), flagOn(flags, 'quiet'))));
    return 0;
  },
};

const missing = (ref: string): CliError => new CliError(`no such service: ${ref}`);

const ps: Command = {
  use: 'ps [OPTIONS] SERVICE [SERVICE...]',
  short: 'List the tasks of one or more services',
  flags: serviceTasksFlags,
  arity: { atLeast: 1 },
  run: (context) => {
    const problems: string[] = [];
    const tasks = context.arguments.flatMap((ref) => {
      try {
        return order(context, (host) => listTasks(host, { services: [ref] }));
      } catch (error) {
        if (!(error instanceof EngineError) || error.status !== 404) throw error;
        problems.push(missing(ref).message);
        return [];
      }
    });
    if (problems.length < context.arguments.length) printTasks(context, tasks);
    if (problems.length > 0) throw new CliError(problems.join('\n'));
    return 0;
  },
};

const inspect: Command = {
  use: 'inspect [OPTIONS] SERVICE [SERVICE...]',
  short: 'Display detailed information on one or more services',
  flags: serviceInspectFlags,
  arity: { atLeast: 1 },
  run: (context) => {
    const { flags, call } = context;
    const find = (ref: string): ServiceJson => {
      try {
        return ask(context, (host) => inspectService(host, ref));
      } catch (error) {
        if (error instanceof EngineError && error.status === 404) throw new CliError(`Error: ${missing(ref).message}`);
        throw error;
      }
    };
    if (!flagOn(flags, 'pretty')) return inspectEach(context, (ref) => ({ type: serviceInspect, json: find(ref) }));
    if (flagText(flags, 'format') !== '') throw new CliError('--format is incompatible with human friendly format');
    const names = ask(context, (host) => (id: string) => host.engine.networks[id]?.name ?? id);
    for (const ref of context.arguments) call.out(prettyService(find(ref), names));
    return 0;
  },
};

const rm: Command = {
  use: 'rm SERVICE [SERVICE...]',
  short: 'Remove one or more services',
  ways: ['docker service rm', 'docker service remove'],
  flags: [],
  arity: { atLeast: 1 },
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      order(context, (host) => removeService(host, name));
      return name;
    }),
};

const SCALE_USAGE = `See 'docker service scale --help'.

Usage:  docker service scale SERVICE=REPLICAS [SERVICE=REPLICAS...]

Scale one or multiple replicated services`;

const scale: Command = {
  use: 'scale SERVICE=REPLICAS [SERVICE=REPLICAS...]',
  short: 'Scale one or multiple replicated services',
  flags: serviceScaleFlags,
  arity: { atLeast: 1 },
  run: (context) => {
    for (const argument of context.arguments)
      if (!/^[^=]+=./.test(argument)) throw new CliError(`invalid scale specifier '${argument}'.\n${SCALE_USAGE}`);
    const problems: string[] = [];
    const scaled: string[] = [];
    for (const argument of context.arguments) {
      const [name = '', replicas = ''] = argument.split(/=(.*)/s);
      try {
        scaleTo(context, name, replicas);
        scaled.push(name);
        context.call.out(`${name} scaled to ${replicas}\n`);
      } catch (error) {
        problems.push(`${name}: ${refusal(error)}`);
      }
    }
    for (const name of scaled) converge(context, name);
    for (const problem of problems) context.call.err(`${problem}\n`);
    return problems.length > 0 ? 1 : 0;
  },
};

function scaleTo(context: Context, name: string, replicas: string): void {
  if (!/^\d+$/.test(replicas))
    throw new CliError(`invalid replicas value ${replicas}: strconv.ParseUint: parsing "${replicas}": invalid syntax`);
  const spec = ask(context, (host) => serviceSpec(host, name));
  if (spec.mode === 'global') throw new CliError('scale can only be used with replicated or replicated-job mode');
  order(context, (host) => changeService(host, name, { ...spec, replicas: Number(replicas) }));
}

type Spec = ReturnType<typeof serviceSpec>;

/** What `docker service update` makes of a service's specification. */
function changed(context: Context, spec: Spec): Spec {
  const { flags } = context;
  const text = (flag: string, now: string): string => (isSet(flags, flag) ? flagText(flags, flag) : now);
  const without = (flag: string, items: readonly string[]): string[] =>
    items.filter((item) => !flagList(flags, flag).includes(item.split('=')[0] ?? ''));
  const labels = (add: string, remove: string, now: Record<string, string>): Record<string, string> => {
    const kept = Object.entries({ ...now, ...pairs(flagList(flags, add)) });
    return Object.fromEntries(kept.filter(([key]) => !flagList(flags, remove).includes(key)));
  };
  if (spec.mode === 'global' && isSet(flags, 'replicas'))
    throw new CliError('replicas can only be used with replicated or replicated-job mode');
  const removed = flagList(flags, 'publish-rm').map((each) => each.split(/[:/]/).at(-1 - Number(each.includes('/'))));
  const added = flagList(flags, 'publish-add').flatMap(readPorts);
  const replaced = (target: number): boolean => removed.includes(String(target));
  return {
    ...spec,
    image: isSet(flags, 'image') ? tagged(flagText(flags, 'image')) : spec.image,
    hostname: text('hostname', spec.hostname),
    endpointMode: text('endpoint-mode', spec.endpointMode) as Spec['endpointMode'],
    replicas: flagNumber(flags, 'replicas', spec.replicas),
    args: isSet(flags, 'args') ? flagText(flags, 'args').split(/\s+/).filter(Boolean) : spec.args,
    env: [...without('env-rm', spec.env), ...flagList(flags, 'env-add')],
    labels: labels('label-add', 'label-rm', spec.labels),
    containerLabels: labels('container-label-add', 'container-label-rm', spec.containerLabels),
    constraints: [
      ...spec.constraints.filter((each) => !flagList(flags, 'constraint-rm').includes(each)),
      ...flagList(flags, 'constraint-add'),
    ],
    ports: [...spec.ports.filter(({ target }) => !replaced(target)), ...added],
  };
}

/** The networks of an update, by id. Throws CliError where one is unknown. */
function networksOf(context: Context, spec: Spec): Spec['networks'] {
  const { flags } = context;
  const idOf = (name: string): string =>
    ask(context, (host) => {
      const known = Object.values(host.engine.swarm?.store?.networks ?? host.engine.networks);
      const found = known.find((each) => each.name === name || each.id === name);
      if (!found) throw new EngineError(`network ${name} not found`, 404);
      return found.id;
    });
  const gone = flagList(flags, 'network-rm').map(idOf);
  const added = flagList(flags, 'network-add').map((text) => {
    const { name, aliases } = networkOf(text);
    return { id: idOf(name), aliases };
  });
  return [...spec.networks.filter(({ id }) => !gone.includes(id)), ...added];
}

const update: Command = {
  use: 'update [OPTIONS] SERVICE',
  short: 'Update a service',
  flags: serviceUpdateFlags.map((flag) => (flag.name === 'publish-add' ? { ...flag, read: readable } : flag)),
  arity: { exactly: 1 },
  run: (context) => {
    const { flags, call } = context;
    const name = context.arguments[0] ?? '';
    const spec = ask(context, (host) => serviceSpec(host, name));
    if (flagOn(flags, 'rollback')) order(context, (host) => rollBackService(host, name));
    else {
      const next = { ...changed(context, spec), networks: networksOf(context, spec) };
      order(context, (host) => changeService(host, name, next, flagOn(flags, 'force')));
    }
    call.out(`${name}\n`);
    converge(context, name);
    return 0;
  },
};

const rollback: Command = {
  use: 'rollback [OPTIONS] SERVICE',
  short: "Revert changes to a service's configuration",
  flags: serviceRollbackFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const name = context.arguments[0] ?? '';
    order(context, (host) => rollBackService(host, name));
    context.call.out(`${name}\n`);
    converge(context, name);
    return 0;
  },
};

const logs: Command = {
  use: 'logs [OPTIONS] SERVICE|TASK',
  short: 'Fetch the logs of a service or task',
  flags: serviceLogsFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const ref = context.arguments[0] ?? '';
    try {
      ask(context, (host) => inspectService(host, ref));
    } catch (error) {
      if (!(error instanceof EngineError) || error.status !== 404) throw error;
      throw new CliError(`no such task or service: ${ref}`);
    }
    return 0;
  },
};

export const service: Group = {
  use: 'service COMMAND',
  short: 'Manage Swarm services',
  commands: [create, inspect, logs, ls, ps, rm, rollback, scale, update],
};
