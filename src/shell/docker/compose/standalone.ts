/** `docker-compose`, the name that compose had as a program of its own. */
import type { Tool } from '../../tool/tool.ts';
import { docker } from '../docker.ts';

const rootFlags = ['--debug', '-D', '--tls', '--tlsverify'];
const rootValues = ['--tlscacert', '--tlscert', '--tlskey', '--host', '-H', '--context', '--log-level'];
const renamed = new Map([
  ['--verbose', '--debug'],
  ['-h', '--help'],
  ['--version', 'version'],
  ['-v', 'version'],
]);

/** The words as docker takes them: its own flags come before `compose` (cmd/compatibility/convert.go). Undefined: the flag that lacks its value. */
function converted(words: readonly string[]): readonly string[] | { readonly lacking: string } {
  const root: string[] = [];
  const command = ['compose'];
  for (let i = 0; i < words.length; i += 1) {
    const typed = words[i] ?? '';
    if (typed !== '' && !typed.startsWith('-')) {
      command.push(...words.slice(i));
      break;
    }
    const word = renamed.get(typed) ?? typed;
    const [name = ''] = word.split('=', 1);
    if (rootFlags.includes(word) || (rootValues.includes(name) && name !== word)) root.push(word);
    else if (rootValues.includes(word)) {
      const value = words[(i += 1)];
      if (value === undefined) return { lacking: word };
      root.push(word, value);
    } else command.push(word);
  }
  return [...root, ...command];
}

export const dockerCompose: Tool = {
  name: 'docker-compose',
  hostsOnly: true,
  grammar: {},
  run: (call) => {
    const words = converted(call.argv.slice(1));
    if (!('lacking' in words)) return docker({ ...call, argv: ['docker', ...words] });
    call.err(`flag needs an argument: '${words.lacking}'\n`);
    return 1;
  },
};
