import { expect, test } from 'vitest';
import type { Outcome } from '../shell/tool/call.ts';
import { createLab } from '../world/lab.ts';
import { differenceOf } from './difference.ts';

const world = createLab({ seed: 1 });
const said = (stdout: string, exit = 0, stderr = ''): Outcome => ({ world, stdout, stderr, exit, traces: [] });
const id = (digit: string) => `${digit.repeat(64)}\n`;

test.each([
  ['the same', said('ok\n'), said('ok\n'), undefined],
  ['another id', said(id('a')), said(id('7')), undefined],
  ['another address', said('172.18.0.2\n'), said('172.19.0.14\n'), undefined],
  ['another MAC address', said('ether 02:42:ac:11:00:02'), said('ether 5e:0f:33:9a:bc:de'), undefined],
  ['other times', said('64 bytes: time=0.052 ms\n'), said('64 bytes: time=1.4 ms\n'), undefined],
  ['columns of other widths', said('NAME     ID\nweb      1\n'), said('NAME ID\nweb  1\n'), undefined],
  ['a failure', said('ok'), said('', 1, 'No such container: web\n'), 'fails'],
  ['a success', said('', 125, 'conflict'), said(id('b')), 'works'],
  ['another word', said('web\n'), said('api\n'), 'answers'],
  ['a line less', said('web\napi\n'), said('api\n'), 'answers'],
])('%s', (_what, before, after, difference) => {
  expect(differenceOf(before, after)).toBe(difference);
});
