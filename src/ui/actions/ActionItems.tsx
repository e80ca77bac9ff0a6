import * as Menu from 'radix-ui/dropdown-menu';
import { Fragment } from 'react';
import type { Selection } from '../../store/selection.ts';
import menu from '../controls/Menu.module.css';
import { useActions } from './actions.tsx';

/** The items of a menu that holds all that can be done with a thing. */
export function ActionItems({ selection }: { readonly selection: Selection }) {
  const actions = useActions(selection);
  return actions.map(({ id, label, icon, danger, run }) => (
    <Fragment key={id}>
      {danger && <Menu.Separator className={menu['separator']} />}
      <Menu.Item className={[menu['item'], danger ? menu['danger'] : ''].join(' ')} onSelect={run}>
        {icon}
        {label}
      </Menu.Item>
    </Fragment>
  ));
}
