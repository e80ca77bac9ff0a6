import * as Menu from 'radix-ui/dropdown-menu';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../store/selection.ts';
import menu from '../controls/Menu.module.css';
import { ActionItems } from './ActionItems.tsx';
import styles from './ContextMenu.module.css';

export interface ContextMenuAt {
  readonly selection: Selection;
  /** Pixels from the window's edges. */
  readonly x: number;
  readonly y: number;
}

/** The menu of a thing of the graph, where the pointer asked for it. */
export function ContextMenu({ at, onClose }: { readonly at: ContextMenuAt; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      <Menu.Trigger
        className={styles['anchor']}
        style={{ left: at.x, top: at.y }}
        tabIndex={-1}
        aria-label={t('actions.menu')}
      />
      <Menu.Portal>
        <Menu.Content
          className={menu['content']}
          align="start"
          sideOffset={2}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <ActionItems selection={at.selection} />
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
