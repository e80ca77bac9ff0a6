import { expect, test } from 'vitest';
import { capabilities } from './capabilities.ts';

test('are in order, each once, whatever stands before their names', () => {
  expect(capabilities(['SYS_PTRACE', 'cap_sys_admin', 'SYS_ADMIN'])).toEqual(['CAP_SYS_ADMIN', 'CAP_SYS_PTRACE']);
  expect(capabilities(['NET_ADMIN', 'all'])).toEqual(['ALL', 'CAP_NET_ADMIN']);
  expect(capabilities([])).toBeNull();
});
