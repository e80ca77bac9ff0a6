import { describe, expect, test } from 'vitest';
import { maskSnapshot } from '../mask.ts';
import { readSnapshot } from '../read.ts';
import { snapshotText } from '../text.ts';

const SAVED = `create friends hash:ip,port family inet hashsize 1024 maxelem 65536 counters comment bucketsize 12 initval 0x5ec2e7
add friends 81.2.69.142,tcp:80 packets 3 bytes 180 comment "SECRET of hashsize 7"
add friends 10.0.0.7,udp:53
create bad hash:net family inet6 hashsize 1024 maxelem 65536 timeout 0
add bad 2a01:4f8:1:2::/64 timeout 0 nomatch
create both list:set size 8
add both friends
`;
const LISTED = `Name: friends
Type: hash:ip,port
Revision: 7
Header: family inet hashsize 1024 maxelem 65536 counters comment bucketsize 12 initval 0x5ec2e7
Size in memory: 344
References: 1
Number of entries: 2
Members:
81.2.69.142,tcp:80 packets 3 bytes 180 comment "SECRET of hashsize 7"
10.0.0.7,udp:53

Name: bad
Type: hash:net
Revision: 7
Header: family inet6 hashsize 1024 maxelem 65536 timeout 0
Size in memory: 1240
References: 0
Number of entries: 1
Members:
2a01:4f8:1:2::/64 timeout 0 nomatch

Name: both
Type: list:set
Revision: 3
Header: size 8
Size in memory: 80
References: 0
Number of entries: 1
Members:
friends
`;
const SETS = [
  {
    ...{ name: 'friends', type: 'hash:ip,port' },
    options: ['family', 'inet', 'hashsize', '1024', 'maxelem', '65536', 'counters'],
    members: ['81.2.69.142,tcp:80 packets 3 bytes 180', '10.0.0.7,udp:53'],
  },
  {
    ...{ name: 'bad', type: 'hash:net' },
    options: ['family', 'inet6', 'hashsize', '1024', 'maxelem', '65536', 'timeout', '0'],
    members: ['2a01:4f8:1:2::/64 timeout 0 nomatch'],
  },
  { name: 'both', type: 'list:set', options: ['size', '8'], members: ['friends'] },
];

const read = (text: string) => {
  const reading = readSnapshot([{ text }]);
  if (!reading.ok) throw new Error(reading.reason.kind);
  return reading;
};

describe('the sets of a host', () => {
  test.each([
    ['ipset save', SAVED],
    ['ipset list', LISTED],
    ['both, with prompts', `root@box:~# ipset save\n${SAVED}root@box:~# sudo ipset list\n${LISTED}root@box:~#\n`],
    ['ends of lines as on Windows', SAVED.replaceAll('\n', '\r\n')],
  ])('are read of %s, without what somebody wrote', (_, text) => {
    const { recognised, snapshot, discarded } = read(text);
    expect(recognised.map(({ kind }) => kind)).toEqual(['ipset']);
    expect(snapshot.hosts[0]?.stack?.sets).toEqual(SETS);
    expect(discarded.map(({ kind }) => kind)).toEqual(['comments']);
    expect(JSON.stringify(snapshot)).not.toMatch(/SECRET|5ec2e7/);
  });

  test('those of rules that nobody told are said to be missing', () => {
    const rules = '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m set --match-set friends src,dst -j DROP\nCOMMIT\n';
    const kinds = (text: string) => read(text).assumed.map(({ kind }) => kind);
    expect(kinds(rules)).toContain('no-sets');
    expect(kinds(`${rules}${SAVED}`)).not.toContain('no-sets');
    expect(kinds(rules.replace('friends', 'others') + SAVED)).toContain('no-sets');
  });

  test('are masked as all else is', () => {
    const text = snapshotText(maskSnapshot(read(SAVED).snapshot, { addresses: true, names: true }));
    expect(text).not.toMatch(/81\.2\.|2a01/);
    expect(text).toMatch(/198\.18\.\d+\.\d+,tcp:80 packets 3/);
    expect(text).toContain('2001:db8:1:2::/64 timeout 0 nomatch');
    expect(text).toContain('10.0.0.7,udp:53');
  });

  test('of more than anybody looks through are left out, and the rest is taken', () => {
    const many = Array.from({ length: 70_000 }, (_, at) => `add bad 10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`);
    const { snapshot, discarded } = read(
      `create bad hash:ip family inet\n${many.join('\n')}\n${SAVED.split('\n')[5]}\n`,
    );
    expect(snapshot.hosts[0]?.stack?.sets?.map(({ name }) => name)).toEqual(['both']);
    expect(discarded.map(({ kind }) => kind)).toEqual(['unread']);
  });

  test('words that only look like it are none', () => {
    const reading = readSnapshot([{ text: 'Name: somebody\nadd salt\ncreate a world\n' }]);
    expect(reading.ok).toBe(false);
  });
});
