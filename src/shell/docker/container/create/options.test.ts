import { describe, expect, test } from 'vitest';
import { flagOn } from '../../cli/flags/flag.ts';
import { parseFlags } from '../../cli/flags/parse.ts';
import { runFlags } from './flags.ts';
import recorded from './options.recorded.json' with { type: 'json' };
import { containerInput } from './options.ts';

/** Words and quotes as a shell reads them. */
const wordsOf = (line: string): string[] =>
  (line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));

const caller = {
  cwd: '/root',
  env: { HOME: '/root' },
  readFile: (path: string) => (path === '/dev/null' ? '' : undefined),
};

const read = (line: string) => {
  const flags = parseFlags(runFlags, wordsOf(line), false);
  return containerInput(flags, flags.arguments, caller, flagOn(flags, 'detach'));
};

/** What a plain `docker run nginx` asks for. */
const usual = read('nginx');

/** What differs from the usual request; settings that the lab does not model are left out. */
function differences(actual: object, from: object, only: (key: string) => boolean = () => true) {
  const before = from as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(actual).filter(([key, value]) => only(key) && JSON.stringify(value) !== JSON.stringify(before[key])),
  );
}

const unmodelled = ['Mounts'];
const modelled = (key: string) => !unmodelled.includes(key);

interface Recorded {
  args: string;
  stderr?: string;
  name?: string;
  config?: Record<string, unknown>;
  host?: Record<string, unknown>;
  endpoints?: Record<string, unknown>;
}
const cases = recorded as Recorded[];

/** What the command itself looks at before or after its options. */
const elsewhere = /not a TTY|pull option|reference format|--attach and --detach|specified platform|health/;

describe('the request', () => {
  test.each(cases.filter((each) => each.endpoints && !/health/.test(each.args)))(
    'of docker run $args',
    ({ args, name, config = {}, host = {}, endpoints }) => {
      const input = read(args);
      expect(input.name).toBe(name);
      const sorted = (given: Record<string, unknown>) =>
        Array.isArray(given.Env) ? { ...given, Env: [...(given.Env as string[])].sort() } : given;
      expect(sorted(differences(input.config, usual.config))).toEqual(sorted(config));
      const known = Object.fromEntries(Object.entries(host).filter(([key]) => modelled(key)));
      expect(differences(input.hostConfig ?? {}, usual.hostConfig ?? {}, modelled)).toEqual(known);
      expect(input.networking).toEqual(endpoints);
    },
  );
});

describe('the refusal', () => {
  test.each(cases.filter((each) => each.stderr !== undefined && !elsewhere.test(each.stderr)))(
    'of docker run $args',
    ({ args, stderr = '' }) => {
      const message = /^(?:docker: )?([^]*?)\n\n/.exec(stderr)?.[1];
      expect(() => read(args)).toThrow(message);
    },
  );
});
