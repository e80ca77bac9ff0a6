import { changeService, EngineError, rollBackService, serviceSpec } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import { pairs } from '../cli/options/pairs.ts';
import { ask, order } from '../engine.ts';
import { converge } from './converge.ts';
import type { rollbackFlags, updateFlags } from './flags.table.ts';
import { networkOf, tagged } from './options.ts';
import { readPorts } from './ports.ts';

type Spec = ReturnType<typeof serviceSpec>;

type UpdateFlag = FlagName<typeof updateFlags>;

/** What `docker service update` makes of a service's specification. */
function changed(flags: FlagValues<UpdateFlag>, spec: Spec): Spec {
  const text = (flag: UpdateFlag, now: string): string => (isSet(flags, flag) ? flagText(flags, flag) : now);
  const without = (flag: UpdateFlag, items: readonly string[]): string[] =>
    items.filter((item) => !flagList(flags, flag).includes(item.split('=')[0] ?? ''));
  const labels = (add: UpdateFlag, remove: UpdateFlag, now: Record<string, string>): Record<string, string> => {
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
function networksOf(context: Context<'network-add' | 'network-rm'>, spec: Spec): Spec['networks'] {
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

/** `docker service update`. */
export function runUpdate(context: Context<FlagName<typeof updateFlags>>): number {
  const { flags, call } = context;
  const name = context.arguments[0] ?? '';
  const spec = ask(context, (host) => serviceSpec(host, name));
  if (flagOn(flags, 'rollback')) order(context, (host) => rollBackService(host, name));
  else {
    const next = { ...changed(flags, spec), networks: networksOf(context, spec) };
    order(context, (host) => changeService(host, name, next, flagOn(flags, 'force')));
  }
  call.out(`${name}\n`);
  converge(context, name, flagOn(flags, 'quiet'));
  return 0;
}

/** `docker service rollback`. */
export function runRollback(context: Context<FlagName<typeof rollbackFlags>>): number {
  const name = context.arguments[0] ?? '';
  order(context, (host) => rollBackService(host, name));
  context.call.out(`${name}\n`);
  converge(context, name, flagOn(context.flags, 'quiet'));
  return 0;
}
