import { KernelError, strerror } from '../../../kernel/errno.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import type { Link } from '../../../kernel/link/link.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { locate } from '../../../world/place.ts';
import type { World } from '../../../world/world.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { writeJson, type Json } from '../json-writer.ts';
import { namesById } from './netns-names.ts';

/** Options before the object: `ip -4 -br …`. */
export interface Options {
  family?: 4 | 6 | 'link';
  brief: boolean;
  oneline: boolean;
  details: boolean;
  stats: number;
  json: boolean;
  pretty: boolean;
  all: boolean;
  color: boolean;
}

export const newOptions = (): Options => ({
  brief: false,
  oneline: false,
  details: false,
  stats: 0,
  json: false,
  pretty: false,
  all: false,
  color: false,
});

/** Takes an option that ip and bridge have in common; `when` is what stands behind its `=`. Says whether it was one. */
export function takeCommon(options: Options, name: string, when: string, tty: boolean): boolean {
  switch (name) {
    case 'brief':
    case 'oneline':
    case 'details':
    case 'json':
    case 'pretty':
    case 'all':
      options[name] = true;
      return true;
    case 'stats':
    case 'statistics':
      options.stats += 1;
      return true;
    case 'color':
      options.color = when === 'always' || (when === 'auto' && tty);
      return true;
    default:
      return false;
  }
}

/** How a call of ip or bridge begins, before the object. */
export interface Start {
  readonly options: Options;
  readonly words: readonly string[];
  readonly namespace?: string | undefined;
  /** Only the version is asked for. */
  readonly version?: boolean | undefined;
}

/** Usage errors end with -1. */
export const usage = (message: string): ToolError => new ToolError(message, 255);
export const incomplete = (): ToolError => usage('Command line is not complete. Try option "help"\n');
export const missing = (argument: string): ToolError =>
  usage(`Not enough information: "${argument}" argument is required.\n`);
/** `why` often ends with a line break of its own. */
export const wrong = (value: string, why: string): ToolError => usage(`Error: argument "${value}" is wrong: ${why}\n`);
export const duplicate = (key: string, value: string): ToolError =>
  usage(`Error: either "${key}" is duplicate, or "${value}" is garbage.\n`);

/** What one call of ip works on. */
export interface Context {
  readonly call: Call;
  readonly options: Options;
  /** The namespace it acts in. */
  readonly id: string;
  /** What `ip netns` calls a namespace, by its id. */
  readonly named: () => ReadonlyMap<string, string>;
}

export function contextOf(call: Call, options: Options, id?: string): Context {
  const namespace = id ?? call.namespace ?? locate(call.world(), call.place)?.namespace;
  if (namespace === undefined) throw new ToolError('', 1);
  let names: ReadonlyMap<string, string> | undefined;
  return { call, options, id: namespace, named: () => (names ??= namesById(call)) };
}

/** The namespace as it stands now. */
export function namespaceOf({ call, id }: Context): Namespace {
  const namespace = call.world().kernel.namespaces[id];
  if (!namespace) throw new ToolError('', 1);
  return namespace;
}

/** A link by name, or `ifN`. */
export function findLink(context: Context, name: string): Link | undefined {
  const namespace = namespaceOf(context);
  const number = /^if(\d+)$/.exec(name)?.[1];
  return linkByName(namespace, name) ?? (number === undefined ? undefined : namespace.links[Number(number)]);
}

export function deviceOf(context: Context, name: string): Link {
  const link = findLink(context, name);
  if (!link) throw new ToolError(`Cannot find device "${name}"\n`, 1);
  return link;
}

export const clockOf = ({ call }: Context): number => call.world().clock.now;

export const printJson = ({ call, options }: Context, value: Json): void =>
  call.out(`${writeJson(value, options.pretty)}\n`);

/** With -o a line break is a backslash. */
export const lineBreak = ({ options }: Context): string => (options.oneline ? '\\' : '\n');

/** What the kernel's refusal of a request looks like. */
export function refusal(error: unknown, exit = 2): ToolError {
  if (!(error instanceof KernelError)) throw error;
  if (error.detail !== undefined) return new ToolError(`Error: ${error.detail.replace(/\.?$/, '.')}\n`, exit);
  return new ToolError(`RTNETLINK answers: ${strerror[error.code]}\n`, exit);
}

/** Sends a request to the kernel: it needs CAP_NET_ADMIN, and may be refused; then the tool ends. */
export function request<T>({ call }: Context, change: (world: World) => T, exit = 2): T {
  if (!hasCapability(call, 'NET_ADMIN')) throw new ToolError('RTNETLINK answers: Operation not permitted\n', exit);
  try {
    return call.update(change);
  } catch (error) {
    throw refusal(error, exit);
  }
}

/** The first name of a list that a word abbreviates, as ip's matches() takes it. */
export const abbreviated = <T extends string>(word: string, names: readonly T[]): T | undefined =>
  names.find((name) => name.startsWith(word));

/** Words still to be read. */
export class Words {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  get done(): boolean {
    return this.#at >= this.#words.length;
  }

  peek(): string | undefined {
    return this.#words[this.#at];
  }

  /** The next word; ip's NEXT_ARG complains where there is none. */
  next(): string {
    const word = this.#words[this.#at];
    if (word === undefined) throw incomplete();
    this.#at += 1;
    return word;
  }

  rest(): readonly string[] {
    return this.#words.slice(this.#at);
  }
}
