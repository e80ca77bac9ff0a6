import { describe, expect, it } from 'vitest';
import { render, type Column } from './columns.ts';

const column = (header: string, align: Column['align'] = 'left', delimiter: Column['delimiter'] = ' '): Column => ({
  header,
  align,
  delimiter,
});

/** As `ss -tln` has them; with -p another stands before the last. */
const columns = (process?: string): Column[] => [
  column('State'),
  column('Recv-Q'),
  column('Send-Q'),
  column('Local Address:', 'right'),
  column('Port', 'left', ''),
  column('Peer Address:', 'right'),
  column('Port', 'left', ''),
  ...(process === undefined ? [] : [column(process, 'left', '')]),
  column('', 'left', ''),
];

const header = (process?: string): string[] => columns(process).map((one) => one.header);
const listening = (address: string, port: string, users?: string, details = ''): string[] => [
  'LISTEN',
  '0     ',
  '4096  ',
  address,
  port,
  address === '[::]:' ? '[::]:' : '0.0.0.0:',
  '*',
  ...(users === undefined ? [] : [users]),
  details,
];

describe('the columns of ss, as recorded', () => {
  it('fill a screen of 200', () => {
    const rows = [header(), listening('127.0.0.1:', '8081'), listening('192.168.65.10:', '8082')];
    expect(render(columns(), rows, 200)).toBe(
      'State                      Recv-Q                     Send-Q                                         Local Address:Port                                           Peer Address:Port                     \n' +
        'LISTEN                     0                          4096                                               127.0.0.1:8081                                                0.0.0.0:*                        \n' +
        'LISTEN                     0                          4096                                           192.168.65.10:8082                                                0.0.0.0:*                        \n',
    );
  });

  it('go on to another line where a screen of 80 is too narrow, and fill it too', () => {
    const users = ' users:(("docker-proxy",pid=29864,fd=7))';
    const rows = [header('Process'), listening('0.0.0.0:', '8443', users), listening('127.0.0.1:', '9090', users)];
    const lines = render(columns('Process'), rows, 80).split('\n');
    expect(lines[0]).toBe(
      'State     Recv-Q    Send-Q       Local Address:Port        Peer Address:Port    Process'.padEnd(160),
    );
    expect(lines[1]).toBe(
      `LISTEN    0         4096               0.0.0.0:8443             0.0.0.0:*       ${users}`.padEnd(160),
    );
  });

  it('are as wide as what they hold where there is no screen', () => {
    const rows = [header(), listening('127.0.0.11:', '40575'), listening('[::]:', '80')];
    expect(render(columns(), rows, undefined)).toBe(
      'State  Recv-Q Send-Q Local Address:Port  Peer Address:Port\n' +
        'LISTEN 0      4096      127.0.0.11:40575      0.0.0.0:*\n' +
        'LISTEN 0      4096            [::]:80            [::]:*\n',
    );
  });

  it('leave room for processes that are not shown', () => {
    const rows = [
      header('Process'),
      listening('0.0.0.0:', '80', ' users:(("nginx",pid=1,fd=5))'),
      listening('[::]:', '80', ''),
    ];
    expect(render(columns('Process'), rows, undefined)).toBe(
      'State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n' +
        'LISTEN 0      4096         0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=1,fd=5))\n' +
        'LISTEN 0      4096            [::]:80           [::]:*   \n',
    );
  });

  it('put details on a line of their own', () => {
    const details = '\n\t bbr cwnd:10';
    const rows = [
      header(),
      listening('0.0.0.0:', '80', undefined, details),
      listening('[::]:', '80', undefined, details),
    ];
    expect(render(columns(), rows, undefined)).toBe(
      `State  Recv-Q Send-Q Local Address:Port Peer Address:Port${' '.repeat(14)}\n` +
        'LISTEN 0      4096         0.0.0.0:80        0.0.0.0:*\n\t bbr cwnd:10\n' +
        'LISTEN 0      4096            [::]:80           [::]:*\n\t bbr cwnd:10\n',
    );
  });
});
