import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { LabState, LabStore } from '../../store/lab.ts';
import { whenCalm } from './calm.ts';

const CALM = { quiet: 300, patience: 2000 };
const line = { place: 'host1', line: 'docker run nginx' };

/** A page that waits to be left alone, while some lines run. */
function waitingPage(waiting: LabState['waiting'] = []) {
  const lab = createStore(() => ({ waiting })) as unknown as LabStore;
  const page = {
    calm: false,
    pressed: new EventTarget(),
    run: (lines: LabState['waiting']) => lab.setState({ waiting: lines }),
  };
  return { ...page, stop: whenCalm(lab, CALM, () => (page.calm = true), page.pressed), isCalm: () => page.calm };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a page that nobody touches is left alone after a while', () => {
  const page = waitingPage();
  vi.advanceTimersByTime(299);
  expect(page.isCalm()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(page.isCalm()).toBe(true);
});

test('who types is waited for, and the line that runs', () => {
  const page = waitingPage();
  for (let key = 0; key < 4; key += 1) {
    vi.advanceTimersByTime(200);
    page.pressed.dispatchEvent(new Event('keydown'));
  }
  page.run([line]);
  vi.advanceTimersByTime(600);
  expect(page.isCalm()).toBe(false);
  page.run([]);
  vi.advanceTimersByTime(300);
  expect(page.isCalm()).toBe(true);
});

test('nobody waits for ever', () => {
  const page = waitingPage([line]);
  vi.advanceTimersByTime(2000);
  expect(page.isCalm()).toBe(true);
});

test('what is taken back is not called', () => {
  const page = waitingPage();
  page.stop();
  vi.advanceTimersByTime(3000);
  expect(page.isCalm()).toBe(false);
});
