import type { TFunction } from 'i18next';
import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Eye,
  FoldVertical,
  Play,
  RotateCw,
  Square,
  UnfoldVertical,
} from 'lucide-react';
import { projectId } from '../../graph/scene/ids.ts';
import type { Stores } from '../../store/stores.ts';
import type { Project } from '../../world/projects.ts';
import { projectLine, upLine, type ProjectVerb } from '../compose/project.ts';
import type { Action } from './actions.tsx';
import { runClick } from './click.ts';
import { toggleFold } from './fold.ts';

/** Folds a project in the picture, or unfolds it. */
export function foldAction(stores: Stores, t: TFunction, project: Pick<Project, 'machine' | 'name'>): Action {
  const { name } = project;
  const isFolded = stores.view.getState().folded.includes(projectId(project.machine, name));
  return {
    id: 'fold',
    label: isFolded ? t('actions.unfold', { name }) : t('actions.fold', { name }),
    icon: isFolded ? <UnfoldVertical /> : <FoldVertical />,
    keys: 'x',
    run: () => toggleFold(stores, project),
  };
}

/** What can be done with a compose project. */
export function projectActions(stores: Stores, t: TFunction, project: Project): readonly Action[] {
  const { machine, containers, source } = project;
  const id = projectId(machine, project.name);
  const { shownProjects, show } = stores.view.getState();
  const isOnly = shownProjects.length === 1 && shownProjects[0] === id;
  const run = (line: string) => () => void runClick(stores, machine, line);
  const compose = (verb: ProjectVerb) => run(projectLine(project, verb));
  const some = (isRunning: boolean) => containers.some(({ state }) => (state.status === 'running') === isRunning);
  return [
    ...(containers.length > 0
      ? [
          foldAction(stores, t, project),
          {
            id: 'only',
            label: isOnly ? t('actions.showAll') : t('actions.showOnly'),
            icon: <Eye />,
            run: () => show([], isOnly ? [] : [id]),
          },
        ]
      : []),
    ...(source === undefined
      ? []
      : [{ id: 'up', label: t('actions.composeUp'), icon: <ArrowUpFromLine />, run: run(upLine(project, source)) }]),
    ...(some(false) ? [{ id: 'start', label: t('actions.start'), icon: <Play />, run: compose('start') }] : []),
    ...(some(true)
      ? [
          { id: 'restart', label: t('actions.restart'), icon: <RotateCw />, run: compose('restart') },
          { id: 'stop', label: t('actions.stop'), icon: <Square />, run: compose('stop') },
        ]
      : []),
    {
      id: 'down',
      label: t('actions.composeDown'),
      icon: <ArrowDownToLine />,
      danger: true,
      run: compose('down'),
    },
  ];
}
