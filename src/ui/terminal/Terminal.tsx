import { Eraser, PanelBottomClose, Plus, X } from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import * as Tabs from 'radix-ui/tabs';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../controls/CopyButton.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import menu from '../controls/Menu.module.css';
import { Resizer } from '../page/Resizer.tsx';
import { useFolded } from '../page/media.ts';
import { usePanel } from '../page/panels.ts';
import { useStores, useTerminals, useWorld } from '../stores/stores.tsx';
import { nameOfPlace } from '../../world/spots.ts';
import { endsOf } from '../../world/ends.ts';
import { Screen } from './Screen.tsx';
import styles from './Terminal.module.css';
import { clearScreen, screenText } from './screen-text.ts';

/** The dock of terminals: one tab a place. */
export function Terminal() {
  const { t } = useTranslation();
  const stores = useStores();
  const tabs = useTerminals((state) => state.tabs);
  const active = useTerminals((state) => state.active);
  const { show, close } = stores.terminals.getState();
  const { setOpen } = usePanel('terminal');
  const folded = useFolded();

  return (
    <Tabs.Root asChild value={active} onValueChange={(place) => show(place)} activationMode="manual">
      <section className={styles['terminal']} aria-label={t('terminal.label')}>
        <div className={styles['bar']}>
          <Tabs.List className={styles['tabs']} aria-label={t('terminal.places')}>
            {tabs.map((place) => (
              <Tabs.Trigger
                key={place}
                value={place}
                className={styles['tab']}
                aria-keyshortcuts="Delete"
                onKeyDown={(event) => {
                  if (event.key === 'Delete') close(place);
                }}
              >
                <span className={styles['tabName']}>{nameOfPlace(place)}</span>
                {tabs.length > 1 && (
                  <span
                    className={styles['tabClose']}
                    title={t('terminal.close', { place: nameOfPlace(place) })}
                    onPointerDown={(event) => event.stopPropagation()}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => close(place)}
                  >
                    <X aria-hidden />
                  </span>
                )}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <PlaceMenu />
          <span className={styles['gap']} />
          <CopyButton label={t('terminal.copy')} text={() => screenText(stores, active, t)} />
          <IconButton
            label={t('terminal.clear')}
            keys="Ctrl L"
            icon={<Eraser />}
            onClick={() => clearScreen(stores, active)}
          />
          <IconButton label={t('terminal.hide')} icon={<PanelBottomClose />} onClick={() => setOpen(false)} />
        </div>
        {!folded && <Resizer panel="terminalHeight" label={t('controls.resizeTerminal')} />}
        {tabs.map((place) => (
          <Tabs.Content key={place} value={place} className={styles['content']} tabIndex={-1}>
            <Screen place={place} />
          </Tabs.Content>
        ))}
      </section>
    </Tabs.Root>
  );
}

/** Opens a terminal at any place that runs. */
function PlaceMenu() {
  const { t } = useTranslation();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <IconButton label={t('terminal.open')} icon={<Plus />} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          className={menu['content']}
          align="start"
          sideOffset={4}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Menu.Label className={menu['label']}>{t('terminal.openAt')}</Menu.Label>
          <PlaceItems />
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Listed while the menu is open. */
function PlaceItems() {
  const { terminals } = useStores();
  return endsOf(useWorld())
    .filter(({ running }) => running)
    .map(({ place, name }) => (
      <Menu.Item
        key={place}
        className={menu['item']}
        onSelect={() => terminals.getState().show(place, { focus: true })}
      >
        {name}
      </Menu.Item>
    ));
}
