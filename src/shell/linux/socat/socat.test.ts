import { beforeAll, describe, expect, it } from 'vitest';
import { labAfter, type At } from '../../shell.fixture.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter(
    'docker network create lane',
    'docker run -d --name web --network lane nginx',
    'docker run -d --name srv --network lane nicolaka/netshoot',
    'docker run -d --name cli --network lane nicolaka/netshoot',
  ));
});

describe('socat', () => {
  it('relays each connection to where a name leads at that time', async () => {
    await at('host1', 'docker exec -d srv socat TCP-LISTEN:81,fork TCP:web:80');
    expect((await at('cli', 'curl -s http://srv:81/ | grep -c Welcome')).stdout).toBe('2\n');
    await at('host1', 'docker stop -t 0 web');
    expect((await at('cli', 'curl -s http://srv:81/')).exit).not.toBe(0);
    await at('host1', 'docker start web');
    expect((await at('cli', 'curl -s http://srv:81/ | grep -c Welcome')).stdout).toBe('2\n');
  });
  it('serves one connection, or as many as come where it forks', async () => {
    await at('host1', "docker exec -d srv socat TCP-LISTEN:82 EXEC:'echo one'");
    await at('host1', "docker exec -d srv socat TCP-LISTEN:83,fork SYSTEM:'echo on; hostname'");
    expect((await at('cli', 'nc -w 1 srv 82 < /dev/null; nc -w 1 srv 82 < /dev/null; echo $?')).stdout).toBe(
      'one\n1\n',
    );
    expect((await at('cli', 'socat - TCP:srv:83 < /dev/null; nc -w 1 srv 83 < /dev/null | grep -c on')).stdout).toMatch(
      /^on\n[0-9a-f]{12}\n1\n$/,
    );
  });
  it('listens as the main process of a container', async () => {
    await at('host1', 'docker run -d --name relay --network lane alpine socat TCP-LISTEN:84,fork TCP:web:80');
    expect((await at('cli', "curl -s -o /dev/null -w '%{http_code}' http://relay:84/")).stdout).toBe('200');
  });
  it('refuses a command that is more than a row of the ones it has', async () => {
    const { stderr, exit } = await at('srv', "socat TCP-LISTEN:85 SYSTEM:'cat | sort'");
    expect(stderr).toMatch(/E this lab's socat runs echo/);
    expect(exit).toBe(1);
  });
});
