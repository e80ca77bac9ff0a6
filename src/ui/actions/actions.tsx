import type { TFunction } from 'i18next';
import {
  Cable,
  Copy,
  FilePen,
  LogIn,
  LogOut,
  Pause,
  PencilLine,
  Play,
  Plus,
  RotateCw,
  SlidersHorizontal,
  Square,
  SquareTerminal,
  Trash2,
  Unplug,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Container } from '../../engine/container/container.ts';
import { knownNetworks } from '../../engine/swarm/known.ts';
import { quoted } from '../../shell/words.ts';
import { worldOf } from '../../store/lab.ts';
import type { Selection } from '../../store/selection.ts';
import type { Stores } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';
import { openFile } from '../editor/open-file.ts';
import { setPanel } from '../page/panels.ts';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import { projectNamed, projectOf } from '../../world/projects.ts';
import { placeOf } from '../../world/spots.ts';
import { addDevice, addHost } from './add-machine.ts';
import { runClick } from './click.ts';
import { foldAction, projectActions } from './project-actions.tsx';
import { own } from '../../kernel/own.ts';

/** Something that can be done with a thing of the lab. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** The key that does it to what is selected, as `keyName` names it. */
  readonly keys?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly run: () => void;
}

const predefined = new Set(['bridge', 'host', 'none']);

/** Shows a place's terminal and puts the keyboard there. */
export function openTerminal(stores: Stores, place: Place): void {
  setPanel(stores, 'terminal', true);
  stores.terminals.getState().show(place, { focus: true });
}

/** What can be done with a thing, the usual first and the destructive last. */
export function useActions(selection: Selection | undefined): readonly Action[] {
  const { t } = useTranslation();
  const stores = useStores();
  useWorld();
  useView((view) => view.folded);
  useView((view) => view.shownProjects);
  return actionsOf(stores, t, selection);
}

/** What can be done with a thing of the world as it stands now. */
export function actionsOf(stores: Stores, t: TFunction, selection: Selection | undefined): readonly Action[] {
  switch (selection?.kind) {
    case 'machine':
      return machineActions(stores, t, selection.machine);
    case 'container': {
      const { machine, id } = selection;
      const container = own(worldOf(stores.lab.getState()).machines, machine)?.engine?.containers[id];
      return container === undefined ? [] : containerActions(stores, t, machine, container);
    }
    case 'network':
      return networkActions(stores, t, selection.machine, selection.id);
    case 'project': {
      const { machine, name } = selection;
      const project = projectNamed(worldOf(stores.lab.getState()), machine, name);
      return project === undefined ? [] : projectActions(stores, t, project);
    }
    case undefined:
      return [];
  }
}

function placeActions(stores: Stores, t: TFunction, place: Place): readonly Action[] {
  const { open } = stores.view.getState();
  return [
    { id: 'send-from', label: t('actions.sendFrom'), icon: <LogOut />, run: () => open({ kind: 'send', from: place }) },
    { id: 'send-to', label: t('actions.sendTo'), icon: <LogIn />, run: () => open({ kind: 'send', to: place }) },
    { id: 'terminal', label: t('actions.terminal'), icon: <SquareTerminal />, run: () => openTerminal(stores, place) },
    { id: 'files', label: t('editor.open'), icon: <FilePen />, run: () => openFile(stores, place) },
  ];
}

function machineActions(stores: Stores, t: TFunction, machine: string): readonly Action[] {
  const { kind, engine } = own(worldOf(stores.lab.getState()).machines, machine) ?? {};
  const { open } = stores.view.getState();
  const add = (id: string, label: string, run: () => void): Action => ({ id, label, icon: <Plus />, run });
  return [
    ...placeActions(stores, t, machine),
    ...(engine === undefined
      ? []
      : [
          add('add-container', t('actions.addHere'), () => open({ kind: 'container', machine })),
          add('add-network', t('actions.networkHere'), () => open({ kind: 'network', machine })),
          {
            id: 'engine-settings',
            label: t('commands.engineSettings'),
            icon: <SlidersHorizontal />,
            run: () => open({ kind: 'engine', machine }),
          },
        ]),
    ...(kind === 'router'
      ? [
          add('add-host', t('commands.addHost'), () => void addHost(stores)),
          add('add-device', t('commands.addDevice'), () => void addDevice(stores)),
        ]
      : []),
  ];
}

function containerActions(stores: Stores, t: TFunction, machine: string, container: Container): readonly Action[] {
  const { open } = stores.view.getState();
  const name = quoted(container.name);
  const docker = (verb: string) => () => void runClick(stores, machine, `docker ${verb} ${name}`);
  const dialog = (kind: 'connect' | 'disconnect' | 'rename' | 'duplicate') => () =>
    open({ kind, machine, container: container.id });

  const actions: Readonly<Record<string, Action>> = {
    connect: { id: 'connect', label: t('actions.connect'), icon: <Cable />, run: dialog('connect') },
    disconnect: { id: 'disconnect', label: t('actions.disconnect'), icon: <Unplug />, run: dialog('disconnect') },
    duplicate: {
      id: 'duplicate',
      label: t('actions.duplicate'),
      icon: <Copy />,
      keys: 'ctrl+d',
      run: dialog('duplicate'),
    },
    rename: { id: 'rename', label: t('actions.rename'), icon: <PencilLine />, keys: 'f2', run: dialog('rename') },
    pause: { id: 'pause', label: t('actions.pause'), icon: <Pause />, run: docker('pause') },
    unpause: { id: 'unpause', label: t('actions.unpause'), icon: <Play />, run: docker('unpause') },
    restart: { id: 'restart', label: t('actions.restart'), icon: <RotateCw />, run: docker('restart') },
    stop: { id: 'stop', label: t('actions.stop'), icon: <Square />, run: docker('stop') },
    start: { id: 'start', label: t('actions.start'), icon: <Play />, run: docker('start') },
    remove: {
      id: 'remove',
      label: t('actions.remove'),
      icon: <Trash2 />,
      keys: 'delete',
      danger: true,
      run: docker('rm -f'),
    },
  };
  const pick = (...ids: string[]) => ids.flatMap((id) => actions[id] ?? []);

  const project = projectOf(container.config.Labels);
  const { status } = container.state;
  const mode = container.hostConfig.NetworkMode;
  const joins = mode !== 'host' && mode !== 'none' && !mode.startsWith('container:');
  return [
    ...(status === 'running' ? placeActions(stores, t, placeOf(machine, container)) : []),
    ...(joins ? pick('connect') : []),
    ...(joins && Object.keys(container.networks).length > 0 ? pick('disconnect') : []),
    ...pick('duplicate', 'rename'),
    ...(project === undefined ? [] : [foldAction(stores, t, { machine, name: project })]),
    ...(status === 'running' ? pick('pause', 'restart', 'stop') : pick(status === 'paused' ? 'unpause' : 'start')),
    ...pick('remove'),
  ];
}

function networkActions(stores: Stores, t: TFunction, machine: string, id: string): readonly Action[] {
  const { engine } = own(worldOf(stores.lab.getState()).machines, machine) ?? {};
  const network = engine && knownNetworks(engine)[id];
  if (network === undefined) return [];
  const add: Action = {
    id: 'add',
    label: t('actions.addHere'),
    icon: <Plus />,
    run: () => stores.view.getState().open({ kind: 'container', machine, network: network.name }),
  };
  const remove: Action = {
    id: 'remove',
    label: t('actions.remove'),
    icon: <Trash2 />,
    keys: 'delete',
    danger: true,
    run: () => void runClick(stores, machine, `docker network rm ${quoted(network.name)}`),
  };
  return predefined.has(network.name) ? [add] : [add, remove];
}
