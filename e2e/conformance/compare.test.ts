import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { RecordedStep, Recording } from './recording.ts';

const step = (part: Partial<RecordedStep>): RecordedStep => ({
  place: 'host1',
  command: 'x',
  kind: 'step',
  stdout: '',
  stderr: '',
  exit: 0,
  ms: 1,
  ...part,
});
const recording = (...steps: Partial<RecordedStep>[]): Recording => ({
  engine: '28.5.2',
  hosts: ['host1'],
  steps: steps.map(step),
});
const parts = (a: Recording, b: Recording) =>
  compare(a, b).map(({ differences }) => differences.map(({ part }) => part));

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const C = 'c'.repeat(64);

describe('compare', () => {
  it('lets ids differ one to one', () => {
    expect(parts(recording({ stdout: A }, { stdout: A }), recording({ stdout: B }, { stdout: B }))).toEqual([[], []]);
    expect(parts(recording({ stdout: A }, { stdout: A }), recording({ stdout: B }, { stdout: C }))).toEqual([
      [],
      ['stdout'],
    ]);
    expect(parts(recording({ stdout: A }, { stdout: B }), recording({ stdout: C }, { stdout: C }))).toEqual([
      [],
      ['stdout'],
    ]);
  });
  it('takes a MAC address in capitals for the same in small letters', () => {
    const told = (mac: string) => recording({ stdout: `${mac} [${mac.toUpperCase()}]` });
    expect(parts(told('02:42:ac:11:00:02'), told('02:42:ac:11:00:0f'))).toEqual([[]]);
    const other = recording({ stdout: '02:42:ac:11:00:02 [02:42:AC:11:00:0F]' });
    expect(parts(told('02:42:ac:11:00:02'), other)).toEqual([['stdout']]);
  });
  it('takes a short id and a bridge name for the long id', () => {
    const other = `${B.slice(0, 12)} br-${B.slice(0, 12)}`;
    expect(
      parts(
        recording({ stdout: A }, { stdout: `${A.slice(0, 12)} br-${A.slice(0, 12)}` }),
        recording({ stdout: B }, { stdout: other }),
      ),
    ).toEqual([[], []]);
  });
  it('sees another exit code, another word, another stream', () => {
    expect(parts(recording({ exit: 0 }), recording({ exit: 1 }))).toEqual([['exit']]);
    expect(parts(recording({ stdout: 'up' }), recording({ stdout: 'down' }))).toEqual([['stdout']]);
    expect(parts(recording({ stderr: 'no' }), recording({ stdout: 'no' }))).toEqual([['stdout', 'stderr']]);
    expect(parts(recording({}), recording())).toEqual([['exit']]);
  });
  it('takes lines in any order, but not other lines', () => {
    expect(parts(recording({ stdout: 'a\nb' }), recording({ stdout: 'b\na' }))).toEqual([[]]);
    expect(parts(recording({ stdout: 'a\nb' }), recording({ stdout: 'a\nb\nb' }))).toEqual([['stdout']]);
  });
  it('masks times and counts', () => {
    expect(parts(recording({ stdout: 'time=0.066 ms' }), recording({ stdout: 'time=3 ms' }))).toEqual([[]]);
    expect(parts(recording({ stdout: 'Up 2 seconds' }), recording({ stdout: 'Up About a minute' }))).toEqual([[]]);
  });
  it('compares the ways of packets, retries apart', () => {
    const frame = {
      ns: 'client',
      dev: 'eth0',
      dir: 'Out',
      mac: '02:00:00:00:00:01',
      src: '10.0.0.1:40000',
      dst: '10.0.0.2:80',
      info: 'Flags [S]',
    };
    const one = recording({ frames: [frame] });
    expect(parts(one, recording({ frames: [frame, { ...frame, src: '10.0.0.1:50000' }] }))).toEqual([[]]);
    expect(parts(one, recording({ frames: [{ ...frame, dev: 'eth1' }] }))).toEqual([['way']]);
    expect(parts(one, recording({ frames: [] }))).toEqual([['way']]);
    expect(parts(one, recording({ frames: [frame, { ...frame, info: 'Flags [P.]' }] }))).toEqual([[]]);
  });
});
