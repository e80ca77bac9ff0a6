/** `docker compose config` (cmd/compose/config.go). */
import { checkContainerNames } from '../../../../compose/consistency.ts';
import { serviceHash } from '../../../../compose/hash.ts';
import { loadTree } from '../../../../compose/load.ts';
import type { Switches } from '../../../../compose/load.ts';
import { printProject, printTree } from '../../../../compose/print/print.ts';
import type { Project, Service } from '../../../../compose/project.ts';
import { isRecord } from '../../../../compose/tree.ts';
import type { TreeRecord } from '../../../../compose/tree.ts';
import { own } from '../../../../kernel/own.ts';
import { CliError } from '../../cli/command.ts';
import { writeFile } from '../../cli/files.ts';
import { flagOn, flagText } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { quote } from '../../cli/template/quote.ts';
import { jsonString } from '../../cli/template/value/json.ts';
import { imageName } from '../images.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { filesOf } from '../context.ts';
import { configFlags } from '../flags/config.table.ts';
import { inOrder } from '../graph.ts';
import { asRefusal } from '../select.ts';
import { prettySection } from './columns.ts';
import { unknownFormat } from './pretty-format.ts';
import { variablesIn } from './variables.ts';
import type { Variable } from './variables.ts';

type ConfigContext = ComposeContext<FlagName<typeof configFlags>>;

function switchesOf({ flags, globals }: ConfigContext): Switches {
  return {
    noInterpolate: flagOn(flags, 'no-interpolate'),
    noConsistency: flagOn(flags, 'no-consistency'),
    noNormalize: flagOn(flags, 'no-normalize') || globals.compatible,
    noPathResolution: flagOn(flags, 'no-path-resolution'),
    // compose has read the env files when it looks at `--no-env-resolution`.
    allEnvFiles: true,
  };
}

/** The files in one, before they are a project. Throws CliError. */
function modelOf(context: ConfigContext, switches: Switches): TreeRecord {
  const loaded = loadTree(context.found(), filesOf(context.call), switches);
  for (const { text } of loaded.warnings) context.warn(text);
  if (!loaded.ok) throw new CliError(loaded.problem.text);
  return loaded.tree;
}

/** The project as it is listed from: env files are not read. */
const listed = (context: ConfigContext, services: readonly string[] = []): Project =>
  context.project(services, { ...switchesOf(context), allEnvFiles: false, noEnvResolution: true });

const lines = (texts: Iterable<string>): string => [...texts].map((text) => `${text}\n`).join('');

/** Names of services, each after those that it depends on. */
function serviceNames(context: ConfigContext): readonly string[] {
  if (flagOn(context.flags, 'no-interpolate')) {
    const services = own(modelOf(context, switchesOf(context)), 'services');
    return isRecord(services) ? Object.keys(services) : [];
  }
  return inOrder(listed(context)).map(({ name }) => name);
}

function hashes(context: ConfigContext, wanted: string): string {
  const project = listed(context);
  const names = wanted === '*' ? Object.keys(project.services) : wanted.split(',');
  return lines(
    names.toSorted().map((name) => {
      const service = own(project.services, name);
      if (!service)
        throw new CliError(`no such service: ${name}: ${own(project.disabled, name) ? 'disabled' : 'not found'}`);
      return `${name} ${serviceHash(service)}`;
    }),
  );
}

const servicesOf = ({ services }: Project): readonly Service[] =>
  Object.keys(services)
    .sort()
    .flatMap((name) => own(services, name) ?? []);

function profiles(context: ConfigContext): string {
  const { services, disabled } = listed(context, context.arguments);
  const all = [...Object.values(services), ...Object.values(disabled)].flatMap((service) => service.profiles ?? []);
  return lines([...new Set(all)].sort());
}

const modelNames = ({ models }: Project): string[] =>
  Object.values(models).flatMap((model) => {
    const name = own(model, 'model');
    return typeof name === 'string' && name !== '' ? [name] : [];
  });

function variables(context: ConfigContext): string {
  const found = variablesIn(modelOf(context, { ...switchesOf(context), noInterpolate: true }));
  const format = flagText(context.flags, 'format');
  switch (format.toLowerCase()) {
    case 'yaml':
      return found.map(variableYaml).join('') || '{}\n';
    case 'json':
      return `{${found.map(variableJson).join(',')}${found.length > 0 ? '\n' : ''}}\n\n`;
    case '':
    case 'table':
    case 'pretty': {
      const rows = found.map(({ name, required, otherwise, presence }) => [
        name,
        String(required),
        otherwise,
        presence,
      ]);
      return prettySection(['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE'], rows);
    }
    default:
      throw unknownFormat(format);
  }
}

function variableYaml({ name, required, otherwise, presence }: Variable): string {
  const fields = { name, defaultvalue: otherwise, presencevalue: presence, required };
  const body = Object.entries(fields).map(([key, value]) => `    ${printTree({ [key]: value }, 'yaml')}`);
  return `${name}:\n${body.join('')}`;
}

const variableJson = ({ name, required, otherwise, presence }: Variable): string =>
  `\n    ${jsonString(name)}: {\n        "Name": ${jsonString(name)},\n        "DefaultValue": ${jsonString(otherwise)},\n        "PresenceValue": ${jsonString(presence)},\n        "Required": ${required}\n    }`;

function environment(context: ConfigContext): string {
  const project = context.project(context.arguments, switchesOf(context));
  const all = { ...project.environment, COMPOSE_PROJECT_NAME: project.name };
  return lines(
    Object.entries(all)
      .map((pair) => pair.join('='))
      .sort(),
  );
}

/** The whole text. */
function whole(context: ConfigContext): string {
  const { flags, arguments: services } = context;
  const format = flagText(flags, 'format') || 'yaml';
  const known = format === 'yaml' || format === 'json';
  const switches = switchesOf(context);
  if (flagOn(flags, 'resolve-image-digests') || flagOn(flags, 'lock-image-digests'))
    throw new CliError(`${context.path} is not part of this lab with digests: it has no registry to ask.`);
  const unsupported = new CliError(`unsupported format ${quote(format)}`);
  if (switches.noInterpolate) {
    const model = modelOf(context, { ...switches, services });
    if (!known) throw unsupported;
    return printTree(model, format);
  }
  const project = context.project(services, switches);
  if (!switches.noConsistency) asRefusal(() => checkContainerNames(project));
  if (!known) throw unsupported;
  return printProject(project, format);
}

/** What one of the flags asks for instead of the whole, in the order of their precedence. */
function part(context: ConfigContext): string | undefined {
  const { flags } = context;
  if (flagOn(flags, 'services')) return lines(serviceNames(context));
  if (flagOn(flags, 'volumes')) return lines(Object.keys(listed(context).volumes).sort());
  if (flagOn(flags, 'networks')) return lines(Object.keys(listed(context).networks).sort());
  if (flagOn(flags, 'models')) return lines(modelNames(listed(context)).sort());
  const hash = flagText(flags, 'hash');
  if (hash !== '') return hashes(context, hash);
  if (flagOn(flags, 'profiles')) return profiles(context);
  if (flagOn(flags, 'images')) {
    const project = listed(context, context.arguments);
    return lines(servicesOf(project).map((service) => imageName(context, project.name, service)));
  }
  if (flagOn(flags, 'variables')) return variables(context);
  return flagOn(flags, 'environment') ? environment(context) : undefined;
}

function run(context: ConfigContext): number {
  const { call, flags } = context;
  const listing = part(context);
  if (listing !== undefined) {
    call.out(listing);
    return 0;
  }
  const text = whole(context);
  if (flagOn(flags, 'quiet')) return 0;
  const output = flagText(flags, 'output');
  if (output === '') call.out(text);
  else writeFile(context.call, output, text);
  return 0;
}

export const config = defineComposeCommand({
  use: 'config [OPTIONS] [SERVICE...]',
  short: 'Parse, resolve and render compose file in canonical format',
  flags: configFlags,
  completes: ['service'],
  run,
});
