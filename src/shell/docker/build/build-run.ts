/** `docker build` (docker/cli cli/command/image/build.go). */
import { EngineError } from '../../../engine/api.ts';
import { nameImage } from '../../../engine/api/images.ts';
import { own } from '../../../kernel/own.ts';
import { nameOf, resolvePath } from '../../files/path.ts';
import { find, treeAt } from '../../files/tree.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { fileText, writeFile } from '../cli/files.ts';
import { flagList, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { humanSize } from '../cli/format/text.ts';
import { daemonError, order } from '../engine.ts';
import { buildImage } from './builder.ts';
import { contextOf, sentSize, type BuildContext } from './context.ts';
import { DockerfileError, parseDockerfile } from './dockerfile.ts';
import type { buildFlags } from './flags.table.ts';
import { checkClient, checkDaemon, stepSettings } from './limits.ts';

type BuildFlags = Context<FlagName<typeof buildFlags>>;

/** `NAME=VALUE`, or `NAME` of the environment. */
const pairs = (given: readonly string[], env?: Readonly<Record<string, string>>): Record<string, string | undefined> =>
  Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text, env && own(env, text)] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );

export async function runBuild(context: BuildFlags): Promise<number> {
  const { call, flags } = context;
  const quiet = flagOn(flags, 'quiet');
  checkClient(flags);
  const { sent, dockerfile, text } = prepared(context);
  let told = '';
  const say = (part: string): void => {
    if (quiet) told += part;
    else call.out(part);
  };
  say(`Sending build context to Docker daemon ${humanSize(sentSize(sent), 4).padStart(8)}\n`);
  try {
    checkDaemon(flags);
    const instructions = parseDockerfile(text, dockerfile);
    const image = await buildImage(
      context,
      instructions,
      sent,
      {
        dockerfile,
        args: pairs(flagList(flags, 'build-arg'), call.env),
        target: flagText(flags, 'target'),
        labels: pairs(flagList(flags, 'label')) as Record<string, string>,
        noCache: flagOn(flags, 'no-cache'),
        cacheFrom: flagList(flags, 'cache-from'),
        hostConfig: stepSettings(flags),
        keepContainers: isSet(flags, 'rm') && !flagOn(flags, 'rm'),
      },
      say,
    );
    say(`Successfully built ${image.id.slice('sha256:'.length, 'sha256:'.length + 12)}\n`);
    for (const tag of flagList(flags, 'tag')) {
      order(context, (host) => nameImage(host, image.id, tag));
      say(`Successfully tagged ${/:[^/]*$/.test(tag) ? tag : `${tag}:latest`}\n`);
    }
    if (quiet) call.out(`${image.id}\n`);
    if (isSet(flags, 'iidfile')) writeFile(call, flagText(flags, 'iidfile'), image.id);
    return 0;
  } catch (error) {
    if (quiet && (error instanceof CliError || error instanceof EngineError)) call.err(told);
    if (error instanceof DockerfileError) throw new CliError(daemonError(new EngineError(error.message, 400)));
    throw error;
  }
}

/** What is to be sent, and the Dockerfile. Throws CliError. */
function prepared({ call, flags, arguments: [path = ''] }: BuildFlags): {
  sent: BuildContext;
  dockerfile: string;
  text: string;
} {
  const asked = flagText(flags, 'file');
  if (path === '-') {
    if (asked !== '' && asked !== '-')
      throw new CliError("invalid argument: can't use stdin for both build context and dockerfile");
    return { sent: new Map([['Dockerfile', { text: call.stdin }]]), dockerfile: 'Dockerfile', text: call.stdin };
  }
  const unprepared = (why: string): CliError => new CliError(`unable to prepare context: ${why}`);
  const tree = treeAt(call.world(), call.place, call.namespace);
  const folder = resolvePath(call.cwd, path);
  const found = find(tree, folder);
  if (!found) throw unprepared(`path ${JSON.stringify(path)} not found`);
  if (found.kind !== 'directory') throw unprepared('context must be a directory: ' + folder);
  if (asked === '-') {
    const sent = new Map([...contextOf(tree, folder, ''), ['.dockerfile.stdin', { text: call.stdin }] as const]);
    return { sent, dockerfile: '.dockerfile.stdin', text: call.stdin };
  }
  const file = asked === '' ? resolvePath(folder, 'Dockerfile') : resolvePath(call.cwd, asked);
  const text = fileText(call, file);
  if (text === undefined)
    throw unprepared(`unable to evaluate symlinks in Dockerfile path: lstat ${file}: no such file or directory`);
  const inside = file.startsWith(`${folder === '/' ? '' : folder}/`);
  const name = inside ? file.slice(folder === '/' ? 1 : folder.length + 1) : nameOf(file);
  const sent = contextOf(tree, folder, name);
  return { sent: inside ? sent : new Map([...sent, [name, { text }] as const]), dockerfile: name, text };
}
