import { Cable, LogIn, LogOut, Play, Plus, RotateCw, Square, SquareTerminal, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { quoted } from '../../shell/words.ts';
import type { Selection } from '../../store/selection.ts';
import { runCommand, type Stores } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';
import { placeOf } from './spots.ts';
import { useStores, useWorld } from './stores.tsx';

/** Something that can be done with a thing of the lab. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly danger?: boolean;
  readonly run: () => void;
}

const predefined = new Set(['bridge', 'host', 'none']);

/** Runs a command that a click stands for; where it fails, a notice holds the tool's own words. */
export async function runClick(stores: Stores, place: Place, line: string): Promise<void> {
  const entry = await runCommand(stores, place, line);
  if (entry === undefined || entry.outcome.exit === 0) return;
  const detail = entry.outcome.stderr.trim();
  stores.view.getState().notify({ kind: 'failed', line, ...(detail !== '' && { detail }) });
}

/** What can be done with a thing, the usual first and the destructive last. */
export function useActions(selection: Selection | undefined): readonly Action[] {
  const { t } = useTranslation();
  const stores = useStores();
  const world = useWorld();
  if (selection === undefined) return [];

  const { open } = stores.view.getState();
  const ends = (place: Place): readonly Action[] => [
    { id: 'send-from', label: t('actions.sendFrom'), icon: <LogOut />, run: () => open({ kind: 'send', from: place }) },
    { id: 'send-to', label: t('actions.sendTo'), icon: <LogIn />, run: () => open({ kind: 'send', to: place }) },
  ];
  const terminal = (place: Place): Action => ({
    id: 'terminal',
    label: t('actions.terminal'),
    icon: <SquareTerminal />,
    run: () => {
      stores.settings.getState().change({ terminalOpen: true });
      stores.terminals.getState().show(place, { focus: true });
    },
  });
  const docker = (
    machine: string,
    id: string,
    label: string,
    icon: ReactNode,
    line: string,
    danger = false,
  ): Action => ({
    id,
    label,
    icon,
    danger,
    run: () => void runClick(stores, machine, line),
  });

  switch (selection.kind) {
    case 'machine':
      return [...ends(selection.machine), terminal(selection.machine)];
    case 'container': {
      const { machine, id } = selection;
      const container = world.machines[machine]?.engine?.containers[id];
      if (container === undefined) return [];
      const place = placeOf(machine, container);
      const name = quoted(container.name);
      const running = container.state.status === 'running';
      const ofNetworks = !['host', 'none'].includes(container.hostConfig.NetworkMode);
      const connect: Action = {
        id: 'connect',
        label: t('actions.connect'),
        icon: <Cable />,
        run: () => open({ kind: 'connect', machine, container: id }),
      };
      return [
        ...(running ? [...ends(place), terminal(place)] : []),
        ...(ofNetworks ? [connect] : []),
        ...(running
          ? [
              docker(machine, 'restart', t('actions.restart'), <RotateCw />, `docker restart ${name}`),
              docker(machine, 'stop', t('actions.stop'), <Square />, `docker stop ${name}`),
            ]
          : [docker(machine, 'start', t('actions.start'), <Play />, `docker start ${name}`)]),
        docker(machine, 'remove', t('actions.remove'), <Trash2 />, `docker rm -f ${name}`, true),
      ];
    }
    case 'network': {
      const { machine, id } = selection;
      const network = world.machines[machine]?.engine?.networks[id];
      if (network === undefined) return [];
      const add: Action = {
        id: 'add',
        label: t('actions.addHere'),
        icon: <Plus />,
        run: () => open({ kind: 'container', network: network.name }),
      };
      const remove = docker(
        machine,
        'remove',
        t('actions.remove'),
        <Trash2 />,
        `docker network rm ${quoted(network.name)}`,
        true,
      );
      return predefined.has(network.name) ? [add] : [add, remove];
    }
  }
}
