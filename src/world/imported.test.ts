import { expect, test } from 'vitest';
import { keeperOf } from './imported.ts';

test.each([
  ['ufw-before-input', '-p icmp -j ACCEPT', 'ufw'],
  ['INPUT', '-A INPUT -j ufw-track-input', 'ufw'],
  ['', '-N ufw6-user-forward', 'ufw'],
  ['FWDO_public', '-j FWDO_public_allow', 'firewalld'],
  ['INPUT', '-A INPUT -j INPUT_direct', 'firewalld'],
  ['DOCKER-USER', '-A DOCKER-USER -i eth0 -p tcp --dport 80 -j DROP', undefined],
  ['DOCKER-USER', '-A DOCKER-USER -m set --match-set ufw-bad src -j SITE', undefined],
  ['INPUT', '-P INPUT DROP', undefined],
])('whose rule of %s it is: %s', (chain, text, by) => {
  expect(keeperOf({ chain, text })).toBe(by);
});
