import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLab } from '../../../world/lab.ts';
import type { World } from '../../../world/world.ts';
import { run } from '../../run.ts';
import { rulesFile, rulesIn } from './rules-file.ts';
import type { Settings } from './logging.ts';
import type { UfwRule } from './rule.ts';

const LAB = createLab({ seed: 1 });

async function after(...lines: readonly string[]): Promise<World> {
  let world = LAB;
  for (const line of lines) world = (await run(world, 'host1', line)).world;
  return world;
}

const at = async (world: World, place: string, line: string): Promise<string> => {
  const { stdout, stderr } = await run(world, place, line);
  return stdout + stderr;
};

const asks = (port: number): string => `curl -s -m 1 -o /dev/null -w '%{http_code}' http://192.168.65.10:${port}/`;

describe('what ufw tells', () => {
  it('knows profiles, those of a file of one’s own too', async () => {
    const world = await after(
      `printf '[Shop]\\ntitle=Shop\\ndescription=Sells\\nports=7001,7002/tcp\\n' > /etc/ufw/applications.d/shop`,
    );
    expect(await at(world, 'host1', 'ufw app list')).toContain('  Shop\n  Socks\n');
    expect(await at(world, 'host1', 'ufw app info Shop')).toBe(
      'Profile: Shop\nTitle: Shop\nDescription: Sells\n\nPorts:\n  7001,7002/tcp\n',
    );
    expect(await at(world, 'host1', 'ufw app info shop')).toBe("ERROR: Could not find profile 'shop'\n");
  });

  it('tries out without a change', async () => {
    const world = await after('ufw --dry-run allow 22/tcp', 'ufw --dry-run enable');
    expect(await at(world, 'host1', 'ufw status; ufw show added')).toContain('(None)');
    expect(await at(world, 'host1', 'ufw --dry-run deny 9/udp')).toContain(
      '-A ufw6-user-input -p udp --dport 9 -j DROP',
    );
  });

  it('tells who listens, and the rules about that', async () => {
    const world = await after('ufw deny 7001', 'ufw --force enable', '(nc -l -k -p 7001 > /dev/null &)');
    expect(await at(world, 'host1', 'ufw show listening')).toMatch(
      /^tcp:\n {2}7001 \* \(nc.*\)\n {3}\[ 1\] deny 7001\n/,
    );
  });
});

describe('ufw', () => {
  it('guards ports of the host, and none that is published', async () => {
    const world = await after(
      'docker run -d --name own --network host nginx',
      'docker run -d --name web -p 8080:80 nginx',
      'ufw deny 8080/tcp',
      'ufw --force enable',
    );
    expect(await at(world, 'client', asks(80))).toBe('000');
    expect(await at(world, 'client', asks(8080))).toBe('200');
    const opened = (await run(world, 'host1', 'ufw allow from 192.168.65.50 to any port 80 proto tcp')).world;
    expect(await at(opened, 'client', asks(80))).toBe('200');
    expect(await at(opened, 'inet', asks(80))).toBe('000');
  });

  it('is on again after a reboot where it was on, before the engine is, with the rules that were asked for', async () => {
    const world = await after(
      'ufw allow 22/tcp',
      'ufw --force enable',
      'iptables -A INPUT -p tcp --dport 7 -j DROP',
      'reboot',
    );
    expect(await at(world, 'host1', 'ufw status')).toContain('22/tcp                     ALLOW       Anywhere');
    const rules = await at(world, 'host1', 'iptables -S');
    expect(rules).toContain('-P INPUT DROP');
    expect(rules).not.toContain('--dport 7 ');
    const forward = await at(world, 'host1', 'iptables -S FORWARD');
    expect(forward.indexOf('DOCKER-USER')).toBeLessThan(forward.indexOf('ufw-before-forward'));
    const off = await after('ufw allow 22/tcp', 'ufw --force enable', 'ufw disable', 'reboot');
    expect(await at(off, 'host1', 'ufw status')).toBe('Status: inactive\n');
    expect(await at(off, 'host1', 'iptables -S INPUT')).toBe('-P INPUT ACCEPT\n');
  });

  it('obeys what somebody wrote into its files', async () => {
    const world = await after(
      'ufw allow 22/tcp',
      `sed -i 's/^DEFAULT_FORWARD_POLICY=.*/DEFAULT_FORWARD_POLICY="ACCEPT"/' /etc/default/ufw`,
      `sed -i 's/^COMMIT/-A ufw-before-input -p tcp --dport 99 -j ACCEPT\\nCOMMIT/' /etc/ufw/before.rules`,
      'ufw --force enable',
    );
    expect(await at(world, 'host1', 'ufw status verbose')).toContain('allow (routed)');
    expect(await at(world, 'host1', 'iptables -S ufw-before-input')).toContain('--dport 99 -j ACCEPT');
  });

  it('says which line of a file the kernel does not take, and stays off', async () => {
    const world = await after(
      'ufw allow 22',
      `echo 'nonsense -j' >> /etc/ufw/after.rules; sed -i '3i -A nosuch -j DROP' /etc/ufw/after.rules`,
    );
    const { stderr, exit, world: now } = await run(world, 'host1', 'ufw --force enable');
    expect([exit, stderr]).toEqual([
      1,
      "ERROR: problem running ufw-init\niptables-restore: line 3 failed\n\nProblem running '/etc/ufw/after.rules'\n\n",
    ]);
    expect(await at(now, 'host1', 'grep ENABLED /etc/ufw/ufw.conf')).toBe('ENABLED=no\n');
  });

  it('inserts a rule of both families before the one it names in each', async () => {
    const world = await after(
      'ufw allow 22',
      'ufw allow from 10.0.0.1',
      'ufw allow 80',
      'ufw insert 3 deny 443',
      'ufw insert 4 deny 444',
    );
    expect(await at(world, 'host1', 'ufw show added')).toBe(
      "Added user rules (see 'ufw status' for running firewall):\nufw allow 22\nufw allow from 10.0.0.1\nufw deny 443\nufw deny 444\nufw allow 80\n",
    );
    expect(await at(world, 'host1', 'grep tuple /etc/ufw/user6.rules | cut -d" " -f4-6')).toBe(
      'allow any 22\ndeny any 443\ndeny any 444\nallow any 80\n',
    );
  });

  it('replaces the rule that says otherwise of the same traffic', async () => {
    const world = await after('ufw allow 80/tcp');
    expect(await at(world, 'host1', 'ufw deny 80/tcp')).toBe('Rules updated\nRules updated (v6)\n');
    const changed = (await run(world, 'host1', 'ufw deny 80/tcp')).world;
    expect(await at(changed, 'host1', 'ufw show added | tail -n +2')).toBe('ufw deny 80/tcp\n');
  });

  it.each([
    ['allow 0', 'Bad port'],
    ['allow from any to any app 80', "Could not find a profile matching '80'"],
    ['allow from any to any app WWW port 80', 'No rules found for application profile'],
    ['allow from any to any port http app WWW', "Improper rule syntax ('tcp' specified with app rule)"],
    ['allow proto tcp from any to any app WWW', 'Improper rule syntax'],
    ['delete allow to any app 80', 'Invalid profile name'],
    ['allow all', 'Bad port'],
    ['allow WWW log', "Option 'log' not allowed here"],
    ['allow constructor', "Could not find a profile matching 'constructor'"],
    ['allow from 1.2.3.4 port', 'Wrong number of arguments'],
    ['allow proto tcp port 80', "Need 'to' or 'from' clause"],
    ['allow from any to any toString 1', "Invalid token 'toString'"],
    ['allow from 10.0.0.0/33', 'Bad source address'],
    ['allow from fd00::1 to 10.0.0.1', "Mixed IP versions for 'from' and 'to'"],
    ['insert 9 allow 22', "Invalid position '9'"],
    ['allow in on averyverylongname', 'Bad interface name: interface name too long'],
    ['delete 1', "Could not find rule '1'"],
  ])('refuses %s', async (words, message) => {
    const { stderr, exit } = await run(LAB, 'host1', `ufw ${words}`);
    expect([stderr, exit]).toEqual([`ERROR: ${message}\n`, 1]);
  });
});

const folder = '/etc/ufw/applications.d';
const profile = (name: string, ports: string): string =>
  `printf '[${name}]\\ntitle=t\\ndescription=d\\nports=${ports}\\n' > ${folder}/own`;

const tuples = async (world: World): Promise<string[]> =>
  (await at(world, 'host1', "grep -h tuple /etc/ufw/user*.rules | sed 's/.*tuple ### //'")).split('\n').slice(0, -1);

describe('rules of a profile', () => {
  it('open what it names, in both families, and are one in what is listed', async () => {
    const world = await after(
      'docker run -d --name own --network host nginx',
      profile('Two Ports', '80,443/tcp|5/udp'),
      'ufw --force enable',
    );
    expect(await at(world, 'client', asks(80))).toBe('000');
    const opened = (await run(world, 'host1', "ufw allow 'two ports' comment c")).world;
    expect(await at(opened, 'client', asks(80))).toBe('200');
    expect(await tuples(opened)).toEqual([
      'allow tcp 80,443 0.0.0.0/0 any 0.0.0.0/0 Two%20Ports - in comment=63',
      'allow udp 5 0.0.0.0/0 any 0.0.0.0/0 Two%20Ports - in comment=63',
      'allow tcp 80,443 ::/0 any ::/0 Two%20Ports - in comment=63',
      'allow udp 5 ::/0 any ::/0 Two%20Ports - in comment=63',
    ]);
    expect(await at(opened, 'host1', 'ufw status numbered | grep -c Ports')).toBe('2\n');
    expect(await at(opened, 'host1', 'ufw show added | tail -n +2')).toBe("ufw allow 'Two Ports' comment 'c'\n");
    const shut = (await run(opened, 'host1', 'ufw --force delete 1')).world;
    expect(await at(shut, 'client', asks(80))).toBe('000');
  });

  it('are gone as they came, whatever they were put before', async () => {
    const ports = fc.uniqueArray(fc.constantFrom('80/tcp', '80,443/tcp', '53', '6000:6007/udp', '99/udp'), {
      minLength: 1,
      maxLength: 3, // ufw loses count of more, as recorded in ufw-profile-corners
    });
    const where = fc.constantFrom('', 'insert 1 ', 'insert 2 ', 'insert 4 ', 'prepend ');
    const request = fc.constantFrom('allow Own', 'deny out Own', 'limit log from 10.0.0.0/8 to any app Own');
    const base = await after('ufw allow 22', 'ufw allow MSN', 'ufw deny from 10.0.0.1 to any app CIFS', 'ufw allow 23');
    const before = await tuples(base);
    await fc.assert(
      fc.asyncProperty(ports, where, request, async (named, position, words) => {
        let world = (await run(base, 'host1', profile('Own', named.join('|')))).world;
        world = (await run(world, 'host1', `ufw ${position}${words}`)).world;
        expect((await tuples(world)).length).toBe(before.length + named.length * (words.includes('10.') ? 1 : 2));
        expect((await tuples(world)).filter((line) => !line.includes(' Own '))).toEqual(before);
        world = (await run(world, 'host1', `rm ${folder}/own; ufw delete ${words}`)).world;
        expect(await tuples(world)).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  it('follow their profile once they are told to', async () => {
    const world = await after(
      profile('Own', '7/tcp'),
      'ufw --force enable',
      'ufw allow Own',
      'ufw deny from 10.0.0.1 to any app Own',
      profile('Own', '8/tcp|9/udp'),
    );
    expect((await tuples(world)).map((line) => line.split(' ')[2])).toEqual(['7', '7', '7']);
    const { stdout, world: now } = await run(world, 'host1', 'ufw app update Own');
    expect(stdout).toBe("Rules updated for profile 'Own'\nFirewall reloaded\n");
    expect((await tuples(now)).map((line) => line.split(' ')[2])).toEqual(['8', '9', '8', '9', '8', '9']);
    expect(await at(now, 'host1', 'iptables -S ufw-user-input | grep -c dapp_Own')).toBe('4\n');
  });

  it('come of a new profile by itself, where that is the default', async () => {
    const world = await after('ufw app default deny');
    expect(await at(world, 'host1', 'ufw app update WWW')).toBe('');
    expect(await at(world, 'host1', 'ufw app update --add-new WWW; ufw show added | tail -1')).toBe(
      'Rules updated\nRules updated (v6)\nufw deny WWW\n',
    );
  });

  it('stay as many as a lab can bear', async () => {
    const many = Array.from({ length: 41 }, (_, i) => i + 1).join('|');
    const world = await after(profile('Many', many));
    expect(await at(world, 'host1', 'ufw allow Many')).toContain('at most 40 rules');
  });
});

describe('files of profiles', () => {
  it.each([
    ['nonsense', "Skipping 'own': couldn't process"],
    ['[A]\\ntitle=t\\ntitle=t', "Skipping 'own': couldn't process"],
    ['[a!]', "Skipping 'a!': invalid name"],
    ['[80]', "Skipping '80': invalid name"],
    ['[ssh]', "Skipping 'ssh': also in /etc/services"],
    ['[A]\\ntitle=t', `"Profile 'A' missing required field 'description'"`],
    ['[A]\\ntitle=', `"Profile 'A' has empty required field 'title'"`],
    ['[A]\\ntitle=t\\ndescription=d\\nports=1,2', `"Invalid ports in profile 'A'"`],
    ['[A]\\ntitle=t\\ndescription=d\\nports=70000/tcp', `"Invalid ports in profile 'A'"`],
  ])('that are none are told of: %s', async (text, warning) => {
    const world = await after(`printf '${text}\\n' > ${folder}/own`);
    const { stdout, stderr } = await run(world, 'host1', 'ufw status');
    expect([stdout, stderr]).toEqual(['Status: inactive\n', `WARN: ${warning}\n`]);
  });

  it('are read as Python reads them', async () => {
    const world = await after(
      `printf '[DEFAULT]\\ntitle: all\\n[A]\\n# none\\nDescription = one\\n  two\\nports=1\\n' > ${folder}/own`,
      `cp ${folder}/own ${folder}/.hidden`,
      `cp ${folder}/own ${folder}/own~`,
    );
    expect(await at(world, 'host1', 'ufw app info A')).toBe(
      'Profile: A\nTitle: all\nDescription: one\ntwo\n\nPort:\n  1\n',
    );
  });
});

const settings: Settings = {
  enabled: true,
  ipv6: true,
  level: 'low',
  profiles: 'SKIP',
  input: 'DROP',
  output: 'ACCEPT',
  forward: 'DROP',
};

it('what it writes into a file of rules it reads back', () => {
  const device = fc.constantFrom('', 'eth0', 'br_lan');
  const port = fc.constantFrom('any', '22', '80,443', '6000:6007');
  const named = fc.constantFrom('', 'WWW', 'WWW Full');
  const rule: fc.Arbitrary<UfwRule> = fc
    .record({
      action: fc.constantFrom('allow', 'deny', 'reject', 'limit'),
      log: fc.constantFrom('', 'log', 'log-all'),
      direction: fc.constantFrom('in', 'out'),
      forward: fc.boolean(),
      protocol: fc.constantFrom('any', 'tcp', 'udp'),
      source: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '1.2.3.4'),
      destination: fc.constantFrom('0.0.0.0/0', '10.0.0.1'),
      sourcePort: port,
      destinationPort: port,
      sourceProfile: named,
      destinationProfile: named,
      device,
      out: device,
      comment: fc.string({ unit: 'grapheme', maxLength: 12 }),
    })
    .map(({ device: first, out, direction, forward, ...rest }) => ({
      ...rest,
      v6: false,
      forward,
      direction: first !== '' && out !== '' ? 'in' : direction,
      interfaceIn: direction === 'in' || out !== '' ? first : '',
      interfaceOut: first !== '' && out !== '' ? out : direction === 'out' ? first : '',
    }));
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
      expect(rulesIn(rulesFile(rules, false, settings), false)).toEqual(rules);
    }),
  );
});
