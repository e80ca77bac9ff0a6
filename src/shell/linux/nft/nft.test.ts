import { describe, expect, it } from 'vitest';
import { createLab } from '../../../world/lab.ts';
import { run } from '../../run.ts';

const TABLE =
  "nft 'add table inet t; add chain inet t in { type filter hook input priority 0; policy accept; }; add rule inet t in icmp type echo-request counter drop'";

describe('tables of nft’s own', () => {
  it('drop what a rule of theirs drops, and count it', async () => {
    const made = await run(createLab({ seed: 1 }), 'host1', TABLE);
    expect(made).toMatchObject({ exit: 0, stderr: '' });
    const pinged = await run(made.world, 'client', 'ping -c 1 -W 1 192.168.65.10');
    expect(pinged.exit).toBe(1);
    const listed = await run(pinged.world, 'host1', 'nft list table inet t');
    expect(listed.stdout).toContain('icmp type echo-request counter packets 1 bytes 84 drop');
  });

  it('are changed by all of a file or by nothing of it', async () => {
    const made = await run(createLab({ seed: 1 }), 'host1', TABLE);
    const failed = await run(made.world, 'host1', "nft 'flush table inet t; add rule inet t in ip saddr @nosuch drop'");
    expect(failed.exit).toBe(1);
    const listed = await run(failed.world, 'host1', 'nft -s list table inet t');
    expect(listed.stdout).toContain('echo-request counter drop');
  });
});

it.each([
  '{ chain c {',
  '{ chain c { accept\n',
  '{ chain c { [{ ( } }\n',
  '{ set s { type ipv4_addr\n',
  '{',
  '{ counter c { packets 1',
])('a file that breaks off in %s is refused', async (text) => {
  const { exit, stderr } = await run(createLab({ seed: 1 }), 'host1', `printf '%s' 'table inet t ${text}' | nft -f -`);
  expect(exit).toBe(1);
  expect(stderr).toContain('syntax error, unexpected');
});
