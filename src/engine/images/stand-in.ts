/** What an image that the lab only stands in for runs in place of programs that the lab has not. */
import { executableProblem } from './executable.ts';
import { KNOWN_IMAGES, type KnownImage } from './known.table.ts';

/** How an image stands in for one that cannot be fetched. */
export interface StandIn {
  /** What its own programs do. */
  readonly serve: readonly string[];
  /** Commands, their words joined by blanks, that do their work and end. */
  readonly jobs: readonly string[];
}

const ENDS = ['true'];
const SLEEPS = ['sleep', 'infinity'];

/** What is known of an image by its name: by the last two parts of it, or the last. */
export function knownImage(name: string): KnownImage | undefined {
  const parts = name
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .split('/');
  return KNOWN_IMAGES.get(parts.slice(-2).join('/')) ?? KNOWN_IMAGES.get(parts.at(-1) ?? '');
}

/** A command that serves ports such as `80` and `53/udp`; without any it sleeps. */
export function serving(ports: readonly string[]): string[] {
  const tcp = ports.filter((port) => !port.endsWith('/udp')).map((port) => port.replace('/tcp', ''));
  const udp = ports.filter((port) => port.endsWith('/udp')).map((port) => `nc -dlku ${port.replace('/udp', '')}`);
  const web = tcp.length > 0 ? ['http-echo', ...tcp] : [];
  if (udp.length === 0) return web.length > 0 ? web : SLEEPS;
  const last = web.length > 0 ? web.join(' ') : (udp.pop() ?? '');
  if (udp.length === 0) return web.length > 0 ? web : last.split(' ');
  return ['sh', '-c', [...udp, `exec ${last}`].join(' & ')];
}

/** What is run in place of a command; undefined where the command runs as it is. */
export function inPlaceOf({ serve, jobs }: StandIn, command: readonly string[]): readonly string[] | undefined {
  if (jobs.includes(command.join(' '))) return ENDS;
  return isForeign(command) ? serve : undefined;
}

/** Words that a shell has itself, or that end or begin a part of its grammar. */
const SHELL_WORDS = new Set(
  `. : [ [[ alias bg break case cd command continue declare do done echo elif else esac eval exec exit export false fg
fi for function getopts hash if in jobs kill let local printf pwd read readonly return select set shift source test then time
times trap true type typeset ulimit umask unalias unset until wait while { } !`.split(/\s+/),
);
const SHELL = /^(?:.*\/)?(?:ba|da|a)?sh$/;

/** Whether a command needs a program that the lab's images have not. */
export function isForeign(command: readonly string[]): boolean {
  const [program = '', ...words] = command;
  if (lacks(program)) return true;
  if (!SHELL.test(program)) return false;
  const script = words.findIndex((word) => /^-\w*c$/.test(word));
  if (script < 0) return words[0] !== undefined && !words[0].startsWith('-');
  return (words[script + 1] ?? '').split(/[;&|\n()]+/).some((part) => {
    const first = part
      .trim()
      .split(/\s+/)
      .find(
        (word) => !/^\w+=/.test(word) && !['exec', '!', 'if', 'then', 'do', 'else', 'while', 'until'].includes(word),
      );
    return first !== undefined && first !== '' && !/^[$"'#]/.test(first) && !SHELL_WORDS.has(first) && lacks(first);
  });
}

const lacks = (program: string): boolean => program !== '' && executableProblem(program, {})?.exitCode === 127;
