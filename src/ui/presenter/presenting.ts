import type { Stores } from '../../store/stores.ts';

/** Begins to present, on the whole screen where the browser lets us, or ends it. */
export function setPresenting({ view, playback }: Stores, presenting: boolean): void {
  view.getState().present(presenting);
  playback.getState().hold(false);
  if (presenting) {
    view.getState().select(undefined);
    playback.getState().pause();
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
  } else if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
}
