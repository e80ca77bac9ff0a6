import type { TFunction } from 'i18next';
import {
  Eraser,
  MonitorOff,
  PanelsTopLeft,
  Pencil,
  Presentation,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
  Target,
  ZoomIn,
} from 'lucide-react';
import { nextStop, scenesOf, stopBefore } from '../../history/scenes.ts';
import type { Stores } from '../../store/stores.ts';
import type { PageCommand } from '../commands/page-commands.tsx';
import { zoomToActor } from './actor.ts';
import { goBack, goOn, toNextScene, toSceneBefore } from './scenes.ts';
import { openSpeaker } from './speaker.ts';
import { talkOf, type Tool } from './talk.ts';

/** Something that can be done while one presents, by a button and by its keys. */
export interface Act extends Omit<PageCommand, 'group' | 'id'> {
  readonly id:
    | 'on'
    | 'back'
    | 'scene-on'
    | 'scene-back'
    | 'pen'
    | 'laser'
    | 'wipe'
    | 'zoom'
    | 'blank'
    | 'speaker'
    | 'scenes';
}

/** All of them as things stand: `t` of what is said while one presents, `page` of the page. */
export function actsOf(stores: Stores, t: TFunction<'talk'>, page: TFunction): readonly Act[] {
  const talk = talkOf(stores);
  const { entries, done } = stores.lab.getState();
  const scenes = scenesOf(entries);
  const { blank } = talk.getState();
  const isSealed = stores.guessing.getState().guess?.stage === 'sealed';
  /** What shows something shows the screen again. */
  const shows = (run: () => void) => () => {
    talk.setState({ blank: false });
    run();
  };
  const take = (tool: Tool) => shows(() => talk.setState((now) => ({ tool: now.tool === tool ? undefined : tool })));
  return [
    {
      id: 'back',
      label: page('timeline.back'),
      icon: <StepBack />,
      keys: ['pageup', 'arrowleft'],
      run: shows(() => goBack(stores)),
    },
    {
      id: 'on',
      label: page('timeline.forward'),
      icon: <StepForward />,
      keys: ['pagedown', 'arrowright'],
      enabled: !isSealed,
      run: shows(() => goOn(stores)),
    },
    {
      id: 'scene-back',
      label: t('scene.back'),
      icon: <SkipBack />,
      keys: ['shift+pageup'],
      enabled: stopBefore(scenes, done) !== undefined,
      run: shows(() => toSceneBefore(stores)),
    },
    {
      id: 'scene-on',
      label: t('scene.next'),
      icon: <SkipForward />,
      keys: ['shift+pagedown'],
      enabled: nextStop(scenes, done) !== undefined,
      run: shows(() => toNextScene(stores)),
    },
    { id: 'pen', label: t('act.pen'), icon: <Pencil />, keys: ['d'], run: take('pen') },
    { id: 'laser', label: t('act.laser'), icon: <Target />, keys: ['r'], run: take('laser') },
    {
      id: 'wipe',
      label: t('act.wipe'),
      icon: <Eraser />,
      keys: ['x'],
      run: () => talk.setState(({ wiped }) => ({ wiped: wiped + 1 })),
    },
    { id: 'zoom', label: t('act.zoom'), icon: <ZoomIn />, keys: ['z'], run: shows(() => zoomToActor(stores)) },
    {
      id: 'blank',
      label: t(blank ? 'act.unblank' : 'act.blank'),
      icon: <MonitorOff />,
      keys: ['b'],
      run: () => talk.setState({ blank: !blank }),
    },
    { id: 'speaker', label: t('act.speaker'), icon: <Presentation />, keys: ['w'], run: () => openSpeaker(stores) },
    {
      id: 'scenes',
      label: page('commands.scenes'),
      icon: <PanelsTopLeft />,
      keys: ['v'],
      run: shows(() => stores.view.getState().open({ kind: 'scenes' })),
    },
  ];
}
