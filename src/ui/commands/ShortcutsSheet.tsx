import type { TFunction } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../dialogs/Sheet.tsx';
import { actsOf } from '../presenter/acts.tsx';
import { useStores } from '../stores/stores.tsx';
import { Keys } from './Keys.tsx';
import styles from './ShortcutsSheet.module.css';
import { commandsOf, type PageCommand } from './page-commands.tsx';

interface Shortcut {
  readonly label: string;
  readonly keys: readonly string[];
}

/** All keys, by what they are for. */
export default function ShortcutsSheet() {
  const { t } = useTranslation();
  const talk = useTranslation('talk').t;
  const classroom = useTranslation('classroom').t;
  const stores = useStores();
  const commands = commandsOf(stores, t);
  const acts = actsOf(stores, talk, t).map(({ label, keys = [] }) => ({ label, keys }));
  const of = (...groups: PageCommand['group'][]): readonly Shortcut[] =>
    commands.flatMap(({ group, label, keys = [] }) =>
      groups.includes(group) && keys.length > 0 ? [{ label, keys }] : [],
    );

  return (
    <Sheet title={t('shortcuts.title')} description={t('shortcuts.description')} wide>
      <div className={styles['columns']}>
        <Group title={t('palette.group.lab')} shortcuts={of('lab')} />
        <Group title={t('palette.group.lessons')} shortcuts={of('lessons')} />
        <Group title={t('palette.group.class')} shortcuts={ofClass(t, classroom)} />
        <Group title={t('palette.group.story')} shortcuts={of('story')} />
        <Group title={talk('act.shortcuts')} shortcuts={acts} />
        <Group title={t('palette.group.view')} shortcuts={of('view', 'page')} />
        <Group title={t('palette.group.selection')} shortcuts={ofSelection(t)} />
        <Group title={t('shortcuts.picture')} shortcuts={ofPicture(t)} />
        <Group title={t('palette.group.terminal')} shortcuts={[...of('terminal'), ...ofTerminal(t)]} />
      </div>
    </Sheet>
  );
}

/** Whether or not a class goes on: who prepares one wants to know. */
const ofClass = (t: TFunction, classroom: TFunction<'classroom'>): readonly Shortcut[] => [
  { label: t('commands.classStart'), keys: ['i'] },
  { label: classroom('strip.panel'), keys: ['i'] },
  { label: classroom('ask.key'), keys: ['shift+q'] },
  { label: classroom('follow.back'), keys: ['r'] },
];

const ofSelection = (t: TFunction): readonly Shortcut[] => [
  { label: t('actions.rename'), keys: ['f2'] },
  { label: t('actions.duplicate'), keys: ['ctrl+d'] },
  { label: t('actions.remove'), keys: ['delete'] },
];

const ofPicture = (t: TFunction): readonly Shortcut[] => [
  { label: t('shortcuts.nodes'), keys: ['arrowleft', 'arrowup', 'arrowdown', 'arrowright'] },
  { label: t('shortcuts.pan'), keys: ['shift+arrowleft'] },
  { label: t('shortcuts.zoom'), keys: ['+', '-'] },
  { label: t('graph.fit'), keys: ['0'] },
  { label: t('shortcuts.menu'), keys: ['enter'] },
];

const ofTerminal = (t: TFunction): readonly Shortcut[] => [
  { label: t('shortcuts.complete'), keys: ['tab'] },
  { label: t('shortcuts.history'), keys: ['arrowup', 'arrowdown'] },
  { label: t('shortcuts.reverse'), keys: ['ctrl+r'] },
  { label: t('shortcuts.interrupt'), keys: ['ctrl+c'] },
  { label: t('shortcuts.clear'), keys: ['ctrl+l'] },
  { label: t('shortcuts.lineEnds'), keys: ['ctrl+a', 'ctrl+e'] },
  { label: t('shortcuts.kill'), keys: ['ctrl+u', 'ctrl+k', 'ctrl+w'] },
];

function Group({ title, shortcuts }: { readonly title: string; readonly shortcuts: readonly Shortcut[] }) {
  return (
    <section className={styles['group']}>
      <h3 className={styles['title']}>{title}</h3>
      <dl className={styles['list']}>
        {shortcuts.map(({ label, keys }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd className={styles['keys']}>
              {keys.map((name) => (
                <Keys key={name} name={name} />
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
