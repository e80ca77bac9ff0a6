/** The daemon's own builder, which `docker build` uses where buildx is not there (moby builder/dockerfile). */
import { platformProblem } from '../container/create/platform.ts';
import { createContainer, EngineError, findContainer, removeContainer, startContainer } from '../../../engine/api.ts';
import { familiarName, findImage } from '../../../engine/api/images.ts';
import type { EngineHost } from '../../../engine/engine.ts';
import { changedFiles } from '../../../engine/images/changes.ts';
import { makeImage } from '../../../engine/images/commit.ts';
import type { Image } from '../../../engine/images/image.ts';
import { childrenOf, filesOf, heldImages, lineage, tagsOf } from '../../../engine/images/store.ts';
import { randomId } from '../../../engine/random.ts';
import { own } from '../../../kernel/own.ts';
import { resolvePath } from '../../files/path.ts';
import { CliError } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { shortId } from '../cli/format/text.ts';
import { runAttached } from '../container/process/main-process.ts';
import { ask, order } from '../engine.ts';
import { pullImage } from '../image/pull.ts';
import { readReference } from '../image/reference.ts';
import { copyable, type BuildContext } from './context.ts';
import { contextSource, copiedDigest, makeFolders, treeSource, writeCopies, type Source } from './copying.ts';
import { instruction, jsonWords, type Instruction } from './dockerfile.ts';
import { imageTree } from './image-tree.ts';
import { changed, commandWords, settingsOf, variablesOf, withPath, type Settings } from './settings.ts';
import { filled, splitWords, type Variables } from './words.ts';

export interface BuildOptions {
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string | undefined>>;
  readonly target: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  /** Images whose steps alone may be taken from the cache, where some are named. */
  readonly cacheFrom: readonly string[];
  readonly keepContainers: boolean;
  /** What the containers of its steps are given. */
  readonly hostConfig: Readonly<Record<string, unknown>>;
}

/** Arguments that every build knows (builder/dockerfile/buildargs.go). */
const ALWAYS = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

interface Stage {
  name: string;
  image: Image | undefined;
  settings: Settings;
  /** Arguments that were declared, with what they hold. */
  args: Record<string, string>;
}

/** A build under way. */
interface Build extends BuildOptions {
  readonly asking: Asking;
  /** What can be copied. */
  readonly context: BuildContext;
  readonly say: (text: string) => void;
  readonly stages: Stage[];
  /** Arguments declared before the first stage. */
  readonly globals: Record<string, string>;
  /** Arguments that some instruction has declared. */
  readonly consumed: Set<string>;
  cached: boolean;
}

/** Builds an image. `say` is told what the daemon tells as it goes. Throws CliError or EngineError. */
export async function buildImage(
  asking: Asking,
  instructions: readonly Instruction[],
  context: BuildContext,
  options: BuildOptions,
  say: (text: string) => void,
): Promise<Image> {
  const build: Build = {
    ...options,
    asking,
    context: copyable(context, options.dockerfile),
    say,
    stages: [],
    globals: {},
    consumed: new Set(ALWAYS),
    cached: !options.noCache,
  };
  const steps = [...wantedSteps(instructions, options.target), ...labelStep(options.labels)];
  for (const [i, step] of steps.entries()) {
    say(`Step ${i + 1}/${steps.length} : ${step.text}\n`);
    await take(build, step);
  }
  const { image } = current(build);
  if (!image) throw new EngineError('No image was generated. Is your Dockerfile empty?', 400);
  const unused = Object.keys(options.args).filter((name) => !build.consumed.has(name));
  if (unused.length > 0) say(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
  return image;
}

/** The instructions up to the end of the stage that is wanted. */
function wantedSteps(instructions: readonly Instruction[], target: string): readonly Instruction[] {
  const first = instructions.find(({ name }) => name !== 'ARG');
  if (first?.name !== 'FROM') throw new EngineError('no build stage in current context', 400);
  if (target === '') return instructions;
  const froms = instructions.flatMap(({ name, rest }, i) => (name === 'FROM' ? [{ i, as: stageName(rest) }] : []));
  const at = froms.findIndex(({ as }, n) => as === target.toLowerCase() || String(n) === target);
  if (at < 0) throw new EngineError(`target stage ${JSON.stringify(target)} could not be found`, 400);
  return instructions.slice(0, froms[at + 1]?.i);
}

/** `--label`s are set by a step of their own. */
const labelStep = (labels: Readonly<Record<string, string>>): Instruction[] => {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}=${/[\s"]/.test(value) ? JSON.stringify(value) : value}`,
  );
  return pairs.length > 0 ? [instruction(`LABEL ${pairs.join(' ')}`)] : [];
};

const stageName = (rest: string): string => (/\sAS\s+(\S+)\s*$/i.exec(rest)?.[1] ?? '').toLowerCase();

function current({ stages }: Build): Stage {
  const stage = stages.at(-1);
  if (!stage) throw new EngineError('no build stage in current context', 400);
  return stage;
}

async function take(build: Build, step: Instruction): Promise<void> {
  if (step.name === 'FROM') return from(build, step);
  if (step.name === 'ARG') return declare(build, step);
  const stage = current(build);
  const variables = variablesIn(stage);
  const next = changed(step, stage.settings, variables);
  if (next) {
    stage.settings = next.settings;
    commitStep(build, `/bin/sh -c #(nop) ${next.told}`, step.name === 'WORKDIR' ? folderOf(build, stage) : undefined);
  } else if (step.name === 'COPY' || step.name === 'ADD') copy(build, step, variables);
  else await runStep(build, step);
}

const variablesIn = ({ settings, args }: Stage): Variables => ({ ...args, ...variablesOf(settings) });

/** `FROM IMAGE [AS NAME]`: an earlier stage, an image of the engine's, or nothing. */
async function from(build: Build, { rest, flags }: Instruction): Promise<void> {
  checkPlatform(build, flags);
  const base = filled(rest.trim().split(/\s+/)[0] ?? '', build.globals);
  const earlier = build.stages.find(({ name }) => name !== '' && name === base.toLowerCase())?.image;
  if (base === 'scratch') {
    build.stages.push({
      name: stageName(rest),
      image: undefined,
      settings: withPath({ cmd: [], entrypoint: null, expose: [], env: null, config: {} }),
      args: {},
    });
    build.say(' ---> \n');
    return;
  }
  const image = earlier ?? baseImage(build, base);
  const { onBuild = [], ...config } = image.made?.config ?? {};
  const settings = { ...withPath(settingsOf(image)), config };
  build.stages.push({ name: stageName(rest), image, settings, args: {} });
  if (onBuild.length > 0) build.say(`# Executing ${onBuild.length} build trigger${onBuild.length > 1 ? 's' : ''}\n`);
  else build.say(` ---> ${shortId(image.id)}\n`);
  for (const trigger of onBuild) await take(build, instruction(trigger));
}

/** `FROM --platform=…`; of the platforms that BuildKit names the older builder knows nothing (dockerfile/dispatchers.go). */
function checkPlatform(build: Build, flags: readonly string[]): void {
  const [, platform] = flags.flatMap((flag) => /^(?:--)?platform=(.*)$/.exec(flag) ?? []);
  const problem = platform === undefined ? undefined : platformProblem(filled(platform, build.globals));
  if (problem !== undefined) throw new CliError(`failed to parse platform : ${problem}`);
}

function baseImage({ asking }: Build, ref: string): Image {
  const reference = readReference(ref);
  if (typeof reference === 'string')
    throw new EngineError(`failed to parse stage name ${JSON.stringify(ref)}: ${reference}`, 400);
  try {
    return ask(asking, (host) => findImage(host, ref));
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 404) throw error;
  }
  try {
    return pullImage(asking, reference);
  } catch (error) {
    throw error instanceof EngineError ? new CliError(error.message) : error;
  }
}

/** `ARG NAME[=VALUE]` */
function declare(build: Build, { rest }: Instruction): void {
  const stage = build.stages.at(-1);
  for (const word of splitWords(rest)) {
    const at = word.indexOf('=');
    const name = at < 0 ? word : word.slice(0, at);
    const standard = at < 0 ? undefined : filled(word.slice(at + 1), stage ? variablesIn(stage) : build.globals);
    build.consumed.add(name);
    const value = own(build.args, name) ?? standard ?? own(build.globals, name);
    const holder = stage?.args ?? build.globals;
    if (value !== undefined) Object.assign(holder, { [name]: value });
  }
  if (stage) commitStep(build, `/bin/sh -c #(nop)  ARG ${rest}`, undefined);
}

/** Whether an image is one of those that are named, or one that they are made of (daemon/images/cache.go). */
function isOfOne(host: EngineHost, names: readonly string[], id: string): boolean {
  const wanted = new Set(names.map(familiarName));
  return heldImages(host).some(
    (image) =>
      tagsOf(host, image.id).some((tag) => wanted.has(tag)) && lineage(host, image).some((each) => each.id === id),
  );
}

/** The image that a step like this one has left, if the cache may be used (builder/dockerfile/imageprobe.go). */
function cachedStep(build: Build, step: string): Image | undefined {
  const { image } = current(build);
  if (!build.cached || !image) return undefined;
  const like = ask(build.asking, (host) =>
    childrenOf(host, image.id).filter(
      ({ id, made }) => made?.step === step && (build.cacheFrom.length === 0 || isOfOne(host, build.cacheFrom, id)),
    ),
  );
  const found = like.sort((a, b) => b.created - a.created)[0];
  if (!found) build.cached = false;
  return found;
}

/** Goes on from the cache. Returns whether that could be. */
function fromCache(build: Build, step: string): boolean {
  const found = cachedStep(build, step);
  if (!found) return false;
  current(build).image = found;
  build.say(` ---> Using cache\n ---> ${shortId(found.id)}\n`);
  return true;
}

/** A folder that WORKDIR makes, where it is not there. */
function folderOf(build: Build, { image, settings }: Stage): Record<string, string> | undefined {
  const { call, machine } = build.asking;
  const before = image ? ask(build.asking, (host) => filesOf(host, image)) : {};
  const files = { ...before };
  makeFolders(imageTree(call.world(), machine, files), settings.config.workingDir ?? '/');
  const added = changedFiles(before, files);
  return Object.keys(added).length > 0 ? added : undefined;
}

/** A step that changes what the image says. */
function commitStep(build: Build, step: string, files: Record<string, string> | undefined): void {
  if (fromCache(build, step)) return;
  const container = order(build.asking, ({ random }) => shortId(randomId(random)));
  imageOf(build, step, undefined, files);
  build.say(` ---> Running in ${container}\n ---> Removed intermediate container ${container}\n`);
  build.say(` ---> ${shortId(current(build).image?.id ?? '')}\n`);
}

/** Makes the image of a step and goes on from it. */
function imageOf(build: Build, createdBy: string, step = createdBy, files?: Record<string, string>): Image {
  const stage = current(build);
  const { settings } = stage;
  const image = order(build.asking, (host) =>
    makeImage(host, { parent: stage.image, ...settings, createdBy, files, step, bare: !stage.image }),
  );
  stage.image = image;
  return image;
}

function copy(build: Build, { name, rest, flags }: Instruction, variables: Variables): void {
  const stage = current(build);
  const words = (jsonWords(rest) ?? splitWords(rest)).map((word) => filled(word, variables));
  const target = words.at(-1) ?? '/';
  if (words.length < 2)
    throw new EngineError(
      `${name} requires at least two arguments, but only one was provided. Destination could not be determined`,
      400,
    );
  if (words.some((word) => word.startsWith('<<'))) throw new CliError(`${name} failed: no source files were specified`);
  const remote = words.slice(0, -1).find((word) => /^(https?|ftp):/.test(word));
  if (remote !== undefined)
    throw new CliError(
      `ADD failed: Get "${remote}": dial tcp: lookup ${new RegExp('//([^/:]*)').exec(remote)?.[1] ?? ''}: no such host`,
    );
  const origin = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const source = origin === undefined ? contextSource(build.context) : sourceOf(build, origin);
  const copies = words.slice(0, -1).flatMap((pattern) => source.list(pattern));
  const place = resolvePath(stage.settings.config.workingDir || '/', target) + (/(\/|\/?\.)$/.test(target) ? '/' : '');
  const step = `/bin/sh -c #(nop) ${name} ${copiedDigest(copies)} in ${place} `;
  if (fromCache(build, step)) return;
  const { call, machine } = build.asking;
  const { image } = stage;
  const before = image ? ask(build.asking, (host) => filesOf(host, image)) : {};
  const files = { ...before };
  writeCopies(imageTree(call.world(), machine, files), copies, place, name);
  imageOf(build, step, step, changedFiles(before, files));
  build.say(` ---> ${shortId(current(build).image?.id ?? '')}\n`);
}

/** An earlier stage by its name or number, or another image. */
function sourceOf(build: Build, origin: string): Source {
  const stage = build.stages.slice(0, -1).find(({ name }, i) => name === origin.toLowerCase() || String(i) === origin);
  const image = stage?.image ?? baseImage(build, origin);
  const { call, machine } = build.asking;
  return treeSource(
    imageTree(
      call.world(),
      machine,
      ask(build.asking, (host) => filesOf(host, image)),
      image.hub,
    ),
  );
}

/** What the history calls a command: with the arguments that it was given. */
function toldRun(words: readonly string[], args: Readonly<Record<string, string>>): string {
  const given = Object.keys(args)
    .sort()
    .map((name) => `${name}=${args[name] ?? ''}`);
  return [...(given.length > 0 ? [`|${given.length} ${given.join(' ')}`] : []), ...words].join(' ');
}

/** What a step is refused for is told in the stream of the build, as it is. */
function asStep<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof EngineError) throw new CliError(error.message);
    throw error;
  }
}

async function runStep(build: Build, { rest, flags }: Instruction): Promise<void> {
  const { asking, say } = build;
  const stage = current(build);
  const flag = flags.find((each) => /^--(mount|network|security)/.test(each));
  if (flag !== undefined)
    throw new CliError(
      `the ${/^--\w+/.exec(flag)?.[0] ?? flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
    );
  const words = commandWords(rest, stage.settings);
  const told = toldRun(words, stage.args);
  if (fromCache(build, told)) return;
  const { image, settings, args } = stage;
  if (!image) throw new EngineError('no build stage in current context', 400);
  const env = [...(settings.env ?? []), ...Object.entries(args).map((pair) => pair.join('='))];
  const { Id } = asStep(() =>
    order(asking, (host) =>
      createContainer(host, {
        hostConfig: build.hostConfig,
        config: {
          Image: image.id,
          Entrypoint: [''],
          Cmd: words,
          Env: env,
          User: settings.config.user ?? '',
          WorkingDir: settings.config.workingDir ?? '',
          Healthcheck: { Test: ['NONE'] },
        },
      }),
    ),
  );
  say(` ---> Running in ${shortId(Id)}\n`);
  asStep(() => order(asking, (host) => startContainer(host, Id)));
  const output = {
    stdin: '',
    out: say,
    err: (text: string) => {
      if (text !== '') say(`\u001b[91m${text}\u001b[0m`);
    },
  };
  const code = await runAttached(asking, Id, output);
  const { files } = ask(asking, (host) => findContainer(host, Id));
  if (code === undefined) {
    order(asking, (host) => removeContainer(host, Id, { force: true }));
    throw new CliError('a build waits for each of its commands to end, and this one does not');
  }
  if (code !== 0) throw new CliError(`The command '${words.join(' ')}' returned a non-zero code: ${code}`, code);
  const added = ask(asking, (host) => changedFiles(filesOf(host, image), files));
  if (!build.keepContainers) {
    order(asking, (host) => removeContainer(host, Id, { force: true, volumes: true }));
    say(` ---> Removed intermediate container ${shortId(Id)}\n`);
  }
  imageOf(build, told, told, Object.keys(added).length > 0 ? added : undefined);
  say(` ---> ${shortId(current(build).image?.id ?? '')}\n`);
}
