import { expect, test } from 'vitest';
import { labAfter } from '../../shell/shell.fixture.ts';
import { compare } from './compare.ts';

test('who came into a set is told beside the rules that ask for it, and what it makes of reachability', async () => {
  const before = [
    'docker run -d --name web -p 8080:80 nginx',
    'ipset create bad hash:net',
    'ipset add bad 10.9.0.0/16',
    'iptables -I DOCKER-USER -i eth0 -m set --match-set bad src -j DROP',
  ];
  const more = ['ipset del bad 10.9.0.0/16', 'ipset add bad 192.168.65.0/26'];
  const worlds = [await labAfter(...before), await labAfter(...before, ...more)].map(({ session }) => session.world);
  const [was, is] = worlds;
  if (!was || !is) throw new Error('no worlds');
  const { rules, reach } = compare(was, is);
  expect(rules).toEqual({ gained: ['host1 ipset add bad 192.168.65.0/26'], lost: ['host1 ipset add bad 10.9.0.0/16'] });
  expect(reach.lost).toMatchObject([{ from: 'lan', to: 'web', port: 8080, before: 'answers', after: 'silent' }]);
});
