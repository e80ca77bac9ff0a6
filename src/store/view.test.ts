import { expect, test } from 'vitest';
import { createViewStore } from './view.ts';

test('zooming leads to another level until one is chosen, and again once all is shown', () => {
  const view = createViewStore();
  const { setLevel, zoomTo, releaseLevel } = view.getState();
  expect(zoomTo('overview')).toBe(true);
  expect(view.getState().level).toBe('overview');
  setLevel('netfilter');
  expect(zoomTo('wiring')).toBe(false);
  expect(view.getState().level).toBe('netfilter');
  releaseLevel();
  expect(zoomTo('wiring')).toBe(true);
  expect(view.getState().level).toBe('wiring');
});
