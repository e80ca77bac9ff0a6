import { beforeEach, describe, expect, test } from 'vitest';
import { usualArrangement } from '../../layout/arrangement.ts';
import type { Stage } from '../stage.ts';
import type { Camera } from './camera.ts';
import type { Shot } from './shot.ts';
import { createView } from './view.ts';

const width = 1000;
const height = 600;

describe('bringing a thing into sight', () => {
  let shot: Shot;
  const boxes = { near: { x: 300, y: 200, w: 100, h: 50 }, far: { x: 5000, y: 200, w: 100, h: 50 } };
  const camera: Camera = {
    shot: () => shot,
    destination: () => shot,
    set: (next) => {
      shot = next;
    },
    goTo: (next) => {
      shot = next;
    },
    onScreen: ({ x, y }) => ({ x: shot.x + x * shot.zoom, y: shot.y + y * shot.zoom }),
    toPicture: ({ x, y }) => ({ x: (x - shot.x) / shot.zoom, y: (y - shot.y) / shot.zoom }),
    destroy: () => undefined,
  };
  const stage = {
    cy: { width: () => width, height: () => height, minZoom: () => 0.08 },
    arrangement: usualArrangement,
    placement: { boxes, bounds: { x: 0, y: 0, w: 6000, h: 600 } },
    input: { insets: { top: 70, right: 28, bottom: 48, left: 28 }, reducedMotion: true },
    nodes: new Map(),
  } as unknown as Stage;

  beforeEach(() => {
    shot = { zoom: 1, x: 0, y: 0 };
  });

  test('leaves the view as it is where the thing is seen and can be read', () => {
    createView(stage, camera).focus('near');
    expect(shot).toEqual({ zoom: 1, x: 0, y: 0 });
  });

  test('goes to what is out of sight, as near as before', () => {
    createView(stage, camera).focus('far');
    expect(shot.zoom).toBe(1);
    expect(camera.onScreen({ x: 5050, y: 225 })).toEqual({ x: width / 2, y: height / 2 });
  });

  test('goes to what is under the toolbar', () => {
    shot = { zoom: 1, x: 0, y: -180 };
    createView(stage, camera).focus('near');
    expect(camera.onScreen({ x: 350, y: 225 })).toEqual({ x: width / 2, y: height / 2 });
  });

  test('comes so near that its name can be read', () => {
    shot = { zoom: 0.1, x: 0, y: 0 };
    createView(stage, camera).focus('near');
    expect(shot.zoom).toBeGreaterThanOrEqual(0.5);
  });

  test('shows all again where something came to lie under what floats, unless the user chose what is seen', () => {
    const { bounds } = stage.placement;
    const view = createView(stage, camera);
    view.fit(false);
    const fitted = shot;
    view.follow();
    expect(shot).toEqual(fitted);
    shot = { ...fitted, y: fitted.y + height - 20 - (fitted.y + bounds.h * fitted.zoom) };
    view.follow();
    expect(shot).toEqual(fitted);
    view.panBy(0, 40);
    const chosen = shot;
    view.follow();
    expect(shot).toEqual(chosen);
  });

  test('a point that is looked at comes into the middle', () => {
    createView(stage, camera).lookAt({ x: 2000, y: 100 });
    expect(camera.onScreen({ x: 2000, y: 100 })).toEqual({ x: width / 2, y: height / 2 });
  });

  test('shows all again where all became much smaller than it could be', () => {
    const view = createView(stage, camera);
    view.fit(false);
    const fitted = shot;
    shot = { ...shot, zoom: shot.zoom * 0.95 };
    view.follow();
    expect(shot.zoom).toBeCloseTo(fitted.zoom * 0.95);
    shot = { ...shot, zoom: fitted.zoom * 0.8 };
    view.follow();
    expect(shot).toEqual(fitted);
  });
});
