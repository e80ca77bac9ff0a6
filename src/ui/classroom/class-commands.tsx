import i18next from 'i18next';
import { Copy, LogOut, Maximize2, MessageCircleQuestionMark, Presentation, Undo2 } from 'lucide-react';
import type { Stores } from '../../store/stores.ts';
import type { PageCommand } from '../commands/page-commands.tsx';
import { isPanelOpen, setPanel } from '../page/panels.ts';
import type { Attending } from './attending.ts';
import { classroomOf } from './classroom.ts';
import type { Teaching } from './teaching.ts';
import { turnAt } from './Turn.tsx';
import { goOnAsking, mayAskNext } from './turns.ts';

/** What can be done in the class that the page is in. */
export function classCommands(stores: Stores, part: Teaching | Attending): readonly PageCommand[] {
  return part.kind === 'teaching' ? teachingCommands(stores, part) : attendingCommands(part);
}

const of = (command: Omit<PageCommand, 'group'>): PageCommand => ({ group: 'class', ...command });

function teachingCommands(stores: Stores, teaching: Teaching): readonly PageCommand[] {
  const t = i18next.getFixedT(null, 'classroom');
  const { open } = stores.view.getState();
  const isOpen = isPanelOpen(stores, 'classroom');
  const stage = teaching.getState().asking?.question.stage;
  const turn = turnAt(stage);
  return [
    of({
      id: 'class-panel',
      label: t(isOpen ? 'panel.close' : 'strip.panel'),
      icon: <Presentation />,
      keys: ['i'],
      enabled: !stores.view.getState().presenting,
      run: () => setPanel(stores, 'classroom', !isOpen),
    }),
    of({
      id: 'class-ask',
      label: t(turn.text),
      icon: turn.icon,
      keys: ['shift+q'],
      enabled: stage !== undefined || mayAskNext(stores, teaching),
      run: () => goOnAsking(stores, teaching),
    }),
    of({
      id: 'class-own-question',
      label: t('ask.own'),
      icon: <MessageCircleQuestionMark />,
      run: () => open({ kind: 'classQuestion' }),
    }),
    of({
      id: 'class-lesson',
      label: t('lesson.handOut'),
      icon: <Presentation />,
      run: () => open({ kind: 'classLesson' }),
    }),
    of({
      id: 'class-project',
      label: t('panel.projectTitle'),
      icon: <Maximize2 />,
      run: () => classroomOf(stores).setState({ projected: true }),
    }),
    of({ id: 'class-leave', label: t('panel.leave'), icon: <LogOut />, run: teaching.leave }),
  ];
}

function attendingCommands(attending: Attending): readonly PageCommand[] {
  const t = i18next.getFixedT(null, 'classroom');
  const { mode } = attending.getState();
  const name = attending.session.getState().lecture?.name ?? '';
  return [
    of({
      id: 'class-back',
      label: t('follow.back'),
      icon: <Undo2 />,
      keys: ['r'],
      enabled: mode === 'looking' || mode === 'own',
      run: attending.goBack,
    }),
    of({
      id: 'class-copy',
      label: t('follow.copy'),
      icon: <Copy />,
      enabled: mode === 'following' || mode === 'looking',
      run: () => attending.copy(name === '' ? t('follow.copiedUnnamed') : t('follow.copied', { name })),
    }),
    of({ id: 'class-leave', label: t('follow.leave'), icon: <LogOut />, run: () => void attending.leave() }),
  ];
}
