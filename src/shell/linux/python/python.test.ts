import { expect, test } from 'vitest';
import { labAfter, printed } from '../../shell.fixture.ts';

test.each([
  ['import socket; print(socket.gethostbyname("web"), socket.gethostname())', printed('172.18.0.2 app.local\n')],
  ["print('a', 2)", printed('a 2\n')],
  [
    'import socket; print(socket.gethostbyname("nosuch"))',
    printed(
      '',
      `Traceback (most recent call last):
  File "<string>", line 1, in <module>
    import socket; print(socket.gethostbyname("nosuch"))
                         ~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^
socket.gaierror: [Errno -2] Name or service not known
`,
      1,
    ),
  ],
  [
    'while True: pass',
    printed(
      '',
      "python3: the simulator runs imports and prints of texts, numbers and socket's names, not while True: pass\n",
      1,
    ),
  ],
])('python3 -c %j', async (program, told) => {
  const { at } = await labAfter(
    'docker network create net',
    'docker run -d --name web --network net nginx',
    'docker run -d --name app --hostname app.local --network net alpine',
  );
  expect(await at('host1/app', `python3 -c '${program.replaceAll("'", `'"'"'`)}'`)).toEqual(told);
});
