import type { PlaybackState } from '../../store/playback.ts';
import type { SettingsState } from '../../store/settings.ts';
import type { Stores } from '../../store/stores.ts';
import type { ViewState } from '../../store/view.ts';
import { usePlayback, useSettings, useView } from '../stores/stores.tsx';

const follows = (
  { presenting }: Pick<ViewState, 'presenting'>,
  { follow }: Pick<SettingsState, 'follow'>,
  { held }: Pick<PlaybackState, 'held'>,
): boolean => (presenting || follow) && !held;

/** Whether the picture goes along with the packet: while somebody presents it does, whatever is set for elsewhere. */
export const isFollowing = ({ view, settings, playback }: Stores): boolean =>
  follows(view.getState(), settings.getState(), playback.getState());

export function useFollowing(): boolean {
  const presenting = useView((view) => view.presenting);
  const follow = useSettings((settings) => settings.follow);
  const held = usePlayback((playback) => playback.held);
  return follows({ presenting }, { follow }, { held });
}

/** Lets the picture go along, or stay; while somebody presents that is not remembered. */
export function setFollowing({ view, settings, playback }: Stores, following: boolean): void {
  const { presenting } = view.getState();
  playback.getState().hold(presenting && !following);
  if (!presenting) settings.getState().change({ follow: following });
}

/** The picture was moved by hand: it goes along no further with the traffic that is shown. */
export function holdPicture({ playback }: Stores): void {
  const { hops, held, hold } = playback.getState();
  if (hops.length > 0 && !held) hold(true);
}
