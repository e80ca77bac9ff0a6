import { beforeAll, describe, expect, it } from 'vitest';
import { execute } from '../run.ts';
import type { Session } from '../session.ts';
import { labAfter } from '../shell.fixture.ts';

let session: Session;
beforeAll(async () => {
  ({ session } = await labAfter('docker run -d --name web nginx', 'mkdir -p /root/shop', 'cd /root/shop'));
});
const type = async (place: string, line: string, fresh = false) => {
  const { stdout, stderr, exit, edited } = await execute(session, place, line, { fresh });
  return { stdout, stderr, exit, edited };
};
const opened = (path: string | undefined, more = {}) => ({
  stdout: '',
  stderr: '',
  exit: 0,
  edited: { place: 'host1', path, ...more },
});

describe('an editor', () => {
  it.each([
    ['nano compose.yaml', opened('/root/shop/compose.yaml')],
    ['vi ../.env', opened('/root/.env')],
    ['vim -R +12 /etc/hosts', opened('/etc/hosts', { readOnly: true })],
    ['F=a.yaml; nano -l "$F"', opened('/root/shop/a.yaml')],
    ['nano', opened(undefined)],
  ])('opens a file: %s', async (line, expected) => {
    await type('host1', 'cd /root/shop');
    expect(await type('host1', line)).toEqual(expected);
  });

  it.each([
    ['host1', 'nano /etc', 1, '"/etc" is a directory\n'],
    ['host1', 'nano --foo', 1, "nano: unrecognized option '--foo'\nType 'nano -h' for a list of available options.\n"],
    ['host1', 'echo a | nano', 1, 'Standard input is not a terminal\n'],
    ['host1/web', 'nano a', 127, 'bash: nano: command not found\n'],
    ['client', 'vi a', 127, 'bash: vi: command not found\n'],
    ['host1', 'patch a', 127, 'bash: patch: command not found\n'],
  ])('does not, at %s: %s', async (place, line, exit, stderr) => {
    expect(await type(place, line)).toEqual({ stdout: '', stderr, exit, edited: undefined });
  });

  it('wants a terminal', async () => {
    expect(await type('host1', 'nano a', true)).toMatchObject({
      exit: 1,
      stderr: 'Standard input is not a terminal\n',
    });
    expect((await type('host1', 'vim a', true)).stderr).toMatch(/^Vim: Warning: Output is not to a terminal\n/);
  });
});

describe('a here document that is not ended', () => {
  it('makes bash warn, and dash not', async () => {
    const line = 'cat <<EOF\na\nb\n';
    const warning = "bash: warning: here-document at line 1 delimited by end-of-file (wanted `EOF')\n";
    expect(await type('host1', line)).toMatchObject({ stdout: 'a\nb\n', stderr: warning, exit: 0 });
    expect(await type('host1', line, true)).toMatchObject({ stdout: 'a\nb\n', stderr: '', exit: 0 });
  });

  it('is not what a parenthesis is that is not closed', async () => {
    const { stderr, exit } = await type('host1', '( echo a', true);
    expect([stderr, exit]).toEqual(['sh: 1: Syntax error: end of file unexpected (expecting ")")\n', 2]);
  });
});
