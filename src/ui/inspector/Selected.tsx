import { meaningOf } from '../../graph/scene/ids.ts';
import type { Hook } from '../../kernel/netfilter/table.ts';
import type { Selection } from '../../store/selection.ts';
import { useView, useWorld } from '../stores/stores.tsx';
import { ContainerView } from './views/ContainerView.tsx';
import { DeviceView } from './views/DeviceView.tsx';
import { MachineView } from './views/MachineView.tsx';
import { NetfilterView } from './views/NetfilterView.tsx';
import { NetworkView } from './views/NetworkView.tsx';
import { ProjectView } from './views/ProjectView.tsx';

export interface SelectedProps {
  readonly selection: Selection;
}

/** All about what is selected. */
export default function Selected({ selection }: SelectedProps) {
  switch (selection.kind) {
    case 'container':
      return <ContainerView machine={selection.machine} id={selection.id} />;
    case 'network':
      return <NetworkView machine={selection.machine} id={selection.id} />;
    case 'project':
      return <ProjectView machine={selection.machine} name={selection.name} />;
    case 'machine':
      return <MachinePart machine={selection.machine} />;
  }
}

const HOOKS: readonly string[] = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] satisfies readonly Hook[];
const isHook = (text: string): text is Hook => HOOKS.includes(text);

/** A machine, or the very part of it that was chosen in the picture. */
function MachinePart({ machine }: { readonly machine: string }) {
  const world = useWorld();
  const node = useView((view) => view.node);
  const part = node === undefined ? undefined : meaningOf(world, node);
  switch (part?.kind) {
    case 'netfilter':
      return <NetfilterView machine={machine} />;
    case 'gate':
      return isHook(part.gate) ? <NetfilterView machine={machine} hook={part.gate} /> : <MachineView name={machine} />;
    case 'device':
      return <DeviceView machine={machine} index={part.index} />;
    default:
      return <MachineView name={machine} />;
  }
}
