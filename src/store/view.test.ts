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

test('a warning stays, one of each kind, until it is settled', () => {
  const view = createViewStore();
  const { warn, notify, dismiss, settle } = view.getState();
  warn({ kind: 'full' });
  warn({ kind: 'copy' });
  warn({ kind: 'full' });
  notify({ kind: 'undone', line: '' });
  dismiss();
  expect(view.getState().warnings).toEqual([{ kind: 'copy' }, { kind: 'full' }]);
  settle('full');
  expect(view.getState().warnings).toEqual([{ kind: 'copy' }]);
});
