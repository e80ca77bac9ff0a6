import { ArrowRight, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nextHost } from '../../world/hosts.ts';
import { addHost } from '../actions/add-machine.ts';
import { Button } from '../controls/Button.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Toolbar.module.css';

/** What can be added to the lab or done in it, floating over the graph. */
export function Toolbar() {
  const { t } = useTranslation();
  const stores = useStores();
  const open = useView((view) => view.open);
  const full = nextHost(useWorld()) === undefined;
  return (
    <div className={styles['toolbar']} data-floats role="toolbar" aria-label={t('toolbar.label')}>
      <Button look="quiet" icon={<Plus />} onClick={() => open({ kind: 'container' })}>
        {t('toolbar.container')}
      </Button>
      <Button look="quiet" icon={<Plus />} onClick={() => open({ kind: 'network' })}>
        {t('toolbar.network')}
      </Button>
      <Button
        look="quiet"
        icon={<Plus />}
        disabled={full}
        title={full ? t('toolbar.full') : undefined}
        onClick={() => void addHost(stores)}
      >
        {t('toolbar.host')}
      </Button>
      <Button look="quiet" icon={<ArrowRight />} onClick={() => open({ kind: 'send' })}>
        {t('toolbar.send')}
      </Button>
    </div>
  );
}
