import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagList, flagOn, flagText } from '../cli/flags/flag.ts';
import { parsedTemplate, printObject } from '../cli/inspect-template.ts';
import { any } from '../cli/template/value/type.ts';
import { listOf, printList, templateOf } from '../cli/format/list.ts';
import {
  contextNamed,
  contexts,
  currentContext,
  DEFAULT,
  forgetContext,
  givenHost,
  keepContext,
  metaPath,
  SOCKET,
  tlsPath,
  useContext,
} from './store.ts';
import type { StoredContext } from './store.ts';

interface Row extends StoredContext {
  readonly current: boolean;
}

const rows = listOf<Row>('formatter.clientContextContext', {
  Current: ['', ({ current }) => current],
  Description: ['DESCRIPTION', ({ description }) => description],
  DockerEndpoint: ['DOCKER ENDPOINT', ({ host }) => host],
  Error: ['ERROR', () => ''],
  Name: ['NAME', ({ name }) => name],
});

const LAYOUTS = {
  table: ['{{.Name}}{{if .Current}} *{{end}}', '{{.Description}}', '{{.DockerEndpoint}}', '{{.Error}}'],
  raw: [],
  rawId: 'name',
};

/** `docker context ls`. */
export function runLs({ call, flags }: Context<'format' | 'quiet'>): number {
  const current = currentContext(call);
  const items = contexts(call).map((each) => ({ ...each, current: each.name === current }));
  if (flagOn(flags, 'quiet')) call.out(items.map(({ name }) => `${name}\n`).join(''));
  else call.out(printList(rows, items, templateOf(flagText(flags, 'format'), false, LAYOUTS)));
  return 0;
}

/** `docker context show`. */
export function runShow({ call }: Context<never>): number {
  call.out(`${currentContext(call)}\n`);
  return 0;
}

const NAME = '^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$';

/** Throws at a name that no context may have. */
function checkName(name: string): void {
  if (name === DEFAULT || new RegExp(NAME).test(name)) return;
  throw new CliError(
    `context name ${JSON.stringify(name)} is invalid, names are validated against regexp ${JSON.stringify(NAME)}`,
  );
}

/** `docker context use`. */
export function runUse({ call, arguments: [name = ''] }: Context<never>): number {
  checkName(name);
  contextNamed(call, name);
  useContext(call, name);
  call.out(`${name}\n`);
  call.err(`Current context is now ${JSON.stringify(name)}\n`);
  if (name !== DEFAULT && givenHost(call))
    call.err(
      `Warning: DOCKER_HOST environment variable overrides the active context. To use ${JSON.stringify(name)}, either set the global --context flag, or unset DOCKER_HOST environment variable.\n`,
    );
  return 0;
}

/** `docker context create`. */
export function runCreate({ call, flags, arguments: [name = ''] }: Context<'description' | 'docker' | 'from'>): number {
  checkName(name);
  if (name === DEFAULT) throw new CliError(`"default" is a reserved context name`);
  if (contexts(call).some((each) => each.name === name))
    throw new CliError(`context ${JSON.stringify(name)} already exists`);
  const host = /(?:^|,)host=([^,]+)/.exec(flagList(flags, 'docker').join(','))?.[1];
  const from = flagText(flags, 'from') === '' ? undefined : contextNamed(call, flagText(flags, 'from'));
  keepContext(call, {
    name,
    description: flagText(flags, 'description') || (from?.description ?? ''),
    host: host ?? from?.host ?? SOCKET,
  });
  call.out(`${name}\n`);
  call.err(`Successfully created context ${JSON.stringify(name)}\n`);
  return 0;
}

/** `docker context rm`. */
export function runRm({ call, flags, arguments: names }: Context<'force'>): number {
  const force = flagOn(flags, 'force');
  const problems = names.flatMap((name) => {
    if (name === DEFAULT) return ['context "default" cannot be removed'];
    if (!contexts(call).some((each) => each.name === name))
      return force ? [] : [`context ${JSON.stringify(name)} does not exist`];
    if (name === currentContext(call)) {
      if (!force) return [`context ${JSON.stringify(name)} is in use, set -f flag to force remove`];
      useContext(call, DEFAULT);
    }
    forgetContext(call, name);
    call.out(`${name}\n`);
    return [];
  });
  if (problems.length > 0) throw new CliError(problems.join('\n'));
  return 0;
}

/** As `docker context inspect` shows it. */
function json(call: Context['call'], { name, description, host }: StoredContext) {
  const own = name !== DEFAULT;
  return {
    Name: name,
    Metadata: own && description !== '' ? { Description: description } : {},
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
    TLSMaterial: {},
    Storage: {
      MetadataPath: own ? metaPath(call, name) : '\u003cIN MEMORY\u003e',
      TLSPath: own ? tlsPath(call, name) : '\u003cIN MEMORY\u003e',
    },
  };
}

/** `docker context inspect`. */
export function runInspect({ call, flags, arguments: names }: Context<'format'>): number {
  const format = flagText(flags, 'format');
  const template = format === '' || format === 'json' ? undefined : parsedTemplate(format);
  const found: unknown[] = [];
  let problem: Error | undefined;
  for (const name of names.length > 0 ? names : [currentContext(call)])
    try {
      found.push(json(call, contextNamed(call, name)));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problem = error;
      break;
    }
  const escaped = (text: string): string => text.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  if (template) for (const each of found) call.out(`${printObject(template, any, each)}\n`);
  else call.out(`${escaped(JSON.stringify(found, null, format === 'json' ? 0 : 4))}\n`);
  if (problem) throw problem;
  return 0;
}
