/** Flags that several commands read in the same way. */
import { own } from '../../../kernel/own.ts';
import type { Project } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagValues } from '../cli/flags/flag.ts';
import { quote } from '../cli/template/quote.ts';
import type { Call } from '../../tool/call.ts';

/** Seconds to stop in; undefined where nothing is said of it. */
export const timeoutOf = (flags: FlagValues<'timeout'>): number | undefined =>
  isSet(flags, 'timeout') ? flagNumber(flags, 'timeout') : undefined;

/** What utils.StringToBool takes for true. */
export const isTrue = (text: string | undefined): boolean => /^(1|t|true|y|yes|on)$/i.test(text ?? '');

/** `--remove-orphans`, or what the shell says of it. */
export const removesOrphans = (call: Call, flags: FlagValues<'remove-orphans'>): boolean =>
  isSet(flags, 'remove-orphans') ? flagOn(flags, 'remove-orphans') : isTrue(call.env['COMPOSE_REMOVE_ORPHANS']);

/** Whether orphans are not to be spoken of. */
export const ignoresOrphans = ({ environment }: Project): boolean => isTrue(own(environment, 'COMPOSE_IGNORE_ORPHANS'));

/** The project with another number of containers of a service. Throws CliError. */
export function scaled(project: Project, name: string, replicas: number): Project {
  const service = own(project.services, name);
  if (!service) throw new CliError(`no such service: ${name}: not found`);
  const next = { ...service, scale: replicas, ...(service.deploy && { deploy: { ...service.deploy, replicas } }) };
  return { ...project, services: Object.fromEntries([...Object.entries(project.services), [name, next]]) };
}

/** A number as strconv.Atoi takes it. Throws CliError. */
function integer(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new CliError(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
  return Number(text);
}

/** `--scale SERVICE=NUM`. Throws CliError. */
export function withScales(project: Project, flags: FlagValues<'scale'>): Project {
  return flagList(flags, 'scale').reduce((changed, text) => {
    const [name = '', count, more] = text.split('=');
    if (count === undefined || more !== undefined)
      throw new CliError(`invalid --scale option ${quote(text)}. Should be SERVICE=NUM`);
    return scaled(changed, name, integer(count));
  }, project);
}

const PULLS = ['always', 'never', 'build', 'missing', 'if_not_present'];

/** `--pull` and `--build`, which services' own policies give way to. Throws CliError. */
export function withPolicies(project: Project, flags: FlagValues<'pull' | 'build'>): Project {
  const pull = isSet(flags, 'pull') ? flagText(flags, 'pull') : undefined;
  if (pull !== undefined && !PULLS.includes(pull)) throw new CliError(`invalid --pull option ${quote(pull)}`);
  const build = flagOn(flags, 'build');
  if (pull === undefined && !build) return project;
  const services = Object.entries(project.services).map(([name, service]) => {
    const policy = build && service.build ? 'build' : pull;
    return [name, policy === undefined ? service : { ...service, pull_policy: policy }] as const;
  });
  return { ...project, services: Object.fromEntries(services) };
}
