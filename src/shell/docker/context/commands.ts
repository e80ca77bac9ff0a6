/** `docker context …` (docker/cli cli/command/context). */
import { absent, CliError, defineCommand } from '../cli/command.ts';
import type { Context, Group } from '../cli/command.ts';
import { flagList, flagOn, flagText } from '../cli/flags/flag.ts';
import { inspectFormat, listFormat } from '../cli/flags/shared.table.ts';
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

const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List contexts',
  ways: ['docker context ls', 'docker context list'],
  flags: [listFormat, { name: 'quiet', short: 'q', type: 'bool', usage: 'Only show context names' }],
  arity: { exactly: 0 },
  run: ({ call, flags }) => {
    const current = currentContext(call);
    const items = contexts(call).map((each) => ({ ...each, current: each.name === current }));
    if (flagOn(flags, 'quiet')) call.out(items.map(({ name }) => `${name}\n`).join(''));
    else call.out(printList(rows, items, templateOf(flagText(flags, 'format'), false, LAYOUTS)));
    return 0;
  },
});

const show = defineCommand({
  use: 'show',
  short: 'Print the name of the current context',
  flags: [],
  arity: { exactly: 0 },
  run: ({ call }) => {
    call.out(`${currentContext(call)}\n`);
    return 0;
  },
});

const NAME = '^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$';

/** Throws at a name that no context may have. */
function checkName(name: string): void {
  if (name === DEFAULT || new RegExp(NAME).test(name)) return;
  throw new CliError(
    `context name ${JSON.stringify(name)} is invalid, names are validated against regexp ${JSON.stringify(NAME)}`,
  );
}

const use = defineCommand({
  use: 'use CONTEXT',
  short: 'Set the current docker context',
  flags: [],
  arity: { exactly: 1 },
  run: ({ call, arguments: [name = ''] }) => {
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
  },
});

const create = defineCommand({
  use: 'create [OPTIONS] CONTEXT',
  short: 'Create a context',
  flags: [
    { name: 'description', type: 'string', usage: 'Description of the context' },
    { name: 'docker', type: 'map', usage: 'set the docker endpoint (default [])' },
    { name: 'from', type: 'string', usage: 'create context from a named context' },
  ],
  arity: { exactly: 1 },
  run: ({ call, flags, arguments: [name = ''] }) => {
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
  },
});

const rm = defineCommand({
  use: 'rm CONTEXT [CONTEXT...]',
  short: 'Remove one or more contexts',
  ways: ['docker context rm', 'docker context remove'],
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of a context in use' }],
  arity: { atLeast: 1 },
  run: ({ call, flags, arguments: names }) => {
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
  },
});

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

const inspect = defineCommand({
  use: 'inspect [OPTIONS] [CONTEXT] [CONTEXT...]',
  short: 'Display detailed information on one or more contexts',
  flags: [inspectFormat],
  arity: { atLeast: 0 },
  run: async ({ call, flags, arguments: names }) => {
    const { parsedTemplate, printObject } = await import('../cli/inspect-template.ts');
    const { any } = await import('../cli/template/value/type.ts');
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
  },
});

export const context: Group = {
  use: 'context COMMAND',
  short: 'Manage contexts',
  commands: [
    create,
    absent('export', 'Export a context to a tar archive FILE or a tar stream on STDOUT.'),
    absent('import', 'Import a context from a tar or zip file'),
    inspect,
    ls,
    rm,
    show,
    absent('update', 'Update a context'),
    use,
  ],
};
