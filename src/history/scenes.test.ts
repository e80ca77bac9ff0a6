import { describe, expect, test } from 'vitest';
import { isTalk, nextStop, sceneAt, scenesOf, stopBefore } from './scenes.ts';

const commands = (...comments: readonly (string | undefined)[]) =>
  comments.map((comment, at) => ({ place: 'host1', line: `date ${at}`, ...(comment !== undefined && { comment }) }));

/** All stops on the way from one end of a history to the other. */
function way(step: (done: number) => number | undefined, from: number): number[] {
  const next = step(from);
  return next === undefined ? [] : [next, ...way(step, next)];
}

describe('scenes', () => {
  const talk = scenesOf(commands(undefined, 'One', undefined, undefined, 'Two', undefined));

  test('are the commands of which something is said', () => {
    expect(talk.map(({ at }) => at)).toEqual([1, 4]);
    expect(way((done) => nextStop(talk, done), 0)).toEqual([2, 5]);
    expect(way((done) => stopBefore(talk, done), 6)).toEqual([5, 2, 0]);
    expect([0, 1, 2, 3, 5, 6].map((done) => sceneAt(talk, done))).toEqual([-1, -1, 0, 0, 1, 1]);
  });

  test('are all commands where nothing is said of any', () => {
    const plain = scenesOf(commands(undefined, undefined));
    expect(isTalk(commands(undefined, undefined))).toBe(false);
    expect(isTalk(commands(undefined, 'One'))).toBe(true);
    expect(way((done) => nextStop(plain, done), 0)).toEqual([1, 2]);
    expect(way((done) => stopBefore(plain, done), 2)).toEqual([1, 0]);
  });

  test('there are none in an empty lab', () => {
    expect(nextStop(scenesOf([]), 0)).toBeUndefined();
    expect(stopBefore(scenesOf([]), 0)).toBeUndefined();
    expect(sceneAt(scenesOf([]), 0)).toBe(-1);
  });
});
