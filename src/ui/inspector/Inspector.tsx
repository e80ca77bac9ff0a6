import { PanelRightClose } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { meaningOf } from '../../graph/ids.ts';
import type { Hook } from '../../kernel/netfilter/table.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useNarrow } from '../lab/media.ts';
import { usePlayback, useView, useWorld } from '../lab/stores.tsx';
import { usePanel } from '../layout/panels.ts';
import { Resizer } from '../layout/Resizer.tsx';
import { ContainerView } from './ContainerView.tsx';
import { DeviceView } from './DeviceView.tsx';
import { HopView } from './HopView.tsx';
import styles from './Inspector.module.css';
import { LabView } from './LabView.tsx';
import { MachineView } from './MachineView.tsx';
import { NetfilterView } from './NetfilterView.tsx';
import { NetworkView } from './NetworkView.tsx';

/** What is selected, or else the hop that is shown, or else the lab. */
export function Inspector() {
  const { t } = useTranslation();
  const { setOpen } = usePanel('inspector');
  const narrow = useNarrow();
  return (
    <aside className={styles['inspector']} aria-label={t('inspector.label')} tabIndex={-1}>
      <Content />
      {!narrow && <Resizer panel="inspectorWidth" label={t('controls.resizeInspector')} />}
      <IconButton
        className={styles['collapse']}
        label={t('inspector.hide')}
        icon={<PanelRightClose />}
        onClick={() => setOpen(false)}
      />
    </aside>
  );
}

function Content() {
  const selected = useView((view) => view.selected);
  const hasHops = usePlayback(({ hops }) => hops.length > 0);
  switch (selected?.kind) {
    case 'container':
      return <ContainerView machine={selected.machine} id={selected.id} />;
    case 'network':
      return <NetworkView machine={selected.machine} id={selected.id} />;
    case 'machine':
      return <MachinePart machine={selected.machine} />;
    case undefined:
      return hasHops ? <HopView /> : <LabView />;
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
