import { ArrowRight, Box, Network, Plus, Server } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nextHost } from '../../world/hosts.ts';
import { addHost } from '../actions/add-machine.ts';
import { Button } from '../controls/Button.tsx';
import { Tip } from '../controls/Tip.tsx';
import { useCover } from '../graph/covers.ts';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Toolbar.module.css';

/** What can be added to the lab or done in it, floating over the graph. */
export function Toolbar() {
  const { t } = useTranslation();
  const stores = useStores();
  const open = useView((view) => view.open);
  const full = nextHost(useWorld()) === undefined;
  return (
    <div ref={useCover()} data-floats className={styles['toolbar']} role="toolbar" aria-label={t('toolbar.label')}>
      <Tool label={t('toolbar.container')} icon={<Box />} adds onClick={() => open({ kind: 'container' })} />
      <Tool label={t('toolbar.network')} icon={<Network />} adds onClick={() => open({ kind: 'network' })} />
      <Tool
        label={t('toolbar.host')}
        icon={<Server />}
        adds
        disabled={full}
        title={full ? t('toolbar.full') : undefined}
        onClick={() => void addHost(stores)}
      />
      <Tool label={t('toolbar.send')} icon={<ArrowRight />} onClick={() => open({ kind: 'send' })} />
    </div>
  );
}

interface ToolProps extends Pick<ComponentProps<typeof Button>, 'disabled' | 'title' | 'onClick'> {
  readonly label: string;
  readonly icon: ReactNode;
  /** It adds something. */
  readonly adds?: boolean | undefined;
}

/** A tool by its icon and its name; by the icon alone where the picture is low. */
function Tool({ label, icon, adds = false, ...rest }: ToolProps) {
  return (
    <Tip text={label} side="right">
      <Button look="quiet" {...rest}>
        <span className={styles['icon']}>
          {icon}
          {adds && <Plus className={styles['adds']} />}
        </span>
        <span className={styles['name']}>{label}</span>
      </Button>
    </Tip>
  );
}
