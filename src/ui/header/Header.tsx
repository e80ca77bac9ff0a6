import {
  Check,
  ChevronDown,
  Clapperboard,
  Ellipsis,
  GraduationCap,
  Grid3x3,
  History,
  Redo2,
  Search,
  Share2,
  Undo2,
} from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import { useTranslation } from 'react-i18next';
import { canRedo, canUndo } from '../../store/lab.ts';
import { redo, undo } from '../../store/stores.ts';
import { beginEmptyLab } from '../actions/begin.ts';
import { goOnWithClass, holdsClass, startClass, useClassroom } from '../classroom/classroom.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Logo } from '../controls/Logo.tsx';
import menu from '../controls/Menu.module.css';
import { LevelSwitch } from '../graph/LevelSwitch.tsx';
import { toggleSandbox } from '../lessons/lessons.ts';
import { useFolded, useTight } from '../page/media.ts';
import { setPanel, usePanel } from '../page/panels.ts';
import { setPresenting } from '../presenter/presenting.ts';
import { chooseFile } from '../share/opening.ts';
import { useLab, useLesson, useLessonHere, useSettings, useStores, useView } from '../stores/stores.tsx';
import styles from './Header.module.css';
import { LanguageMenu, ThemeMenu } from './choices.tsx';

/** The top of the page: the document, how much of it is shown, and what concerns the whole page. */
export function Header() {
  const { t } = useTranslation();
  const stores = useStores();
  const undoable = useLab(canUndo);
  const redoable = useLab(canRedo);
  const history = usePanel('history');
  const tight = useTight();

  return (
    <header className={styles['header']}>
      <div className={styles['side']}>
        <h1 className={styles['logo']}>
          <Logo />
          <span className={styles['name']}>Hopscope</span>
        </h1>
        <DocumentMenu />
        <div className={styles['group']}>
          <IconButton
            label={t('header.undo')}
            keys="Ctrl Z"
            icon={<Undo2 />}
            disabled={!undoable}
            onClick={() => undo(stores)}
          />
          <IconButton
            label={t('header.redo')}
            keys="Ctrl Shift Z"
            icon={<Redo2 />}
            disabled={!redoable}
            onClick={() => redo(stores)}
          />
          {!tight && (
            <IconButton
              label={t(history.open ? 'history.hide' : 'history.show')}
              keys="Y"
              icon={<History />}
              aria-pressed={history.open}
              onClick={() => history.setOpen(!history.open)}
            />
          )}
          <LessonButton />
        </div>
      </div>
      <LevelSwitch />
      <PageTools />
    </header>
  );
}

/** To the lessons; from one to one's own lab, and back. */
function LessonButton() {
  const { t } = useTranslation();
  const stores = useStores();
  const here = useLessonHere() !== undefined;
  const begun = useLesson(({ open, progress }) => open !== undefined || progress.last !== undefined);
  const { view } = stores;
  const known = here || begun;
  return (
    <IconButton
      label={t(here ? 'lesson.toSandbox' : begun ? 'lesson.toLesson' : 'lesson.contents')}
      keys={known ? 'B' : 'O'}
      icon={<GraduationCap />}
      aria-pressed={here}
      onClick={() => (known ? void toggleSandbox(stores) : view.getState().open({ kind: 'lessons' }))}
    />
  );
}

function DocumentMenu() {
  const { t } = useTranslation();
  const stores = useStores();
  const open = useView((view) => view.open);
  const title = useLab((lab) => lab.title) ?? t('header.untitled');
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <Button look="quiet" className={styles['document']} aria-label={t('header.document', { title })}>
          <span className={styles['title']}>{title}</span>
          <ChevronDown />
        </Button>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className={menu['content']} align="start" sideOffset={6}>
          <Menu.Item className={menu['item']} onSelect={() => void beginEmptyLab(stores)}>
            {t('commands.new')}
          </Menu.Item>
          <HubImagesItem />
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'documents' })}>
            {t('documents.open')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'lessons' })}>
            {t('lesson.contents')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'gallery' })}>
            {t('commands.gallery')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => setPanel(stores, 'history', true)}>
            {t('history.show')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => void chooseFile(stores)}>
            {t('share.open')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'composeFiles', files: [] })}>
            {t('share.openCompose')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'bring', files: [] })}>
            {t('share.bring')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'examine', tab: 'findings' })}>
            {t('commands.examine')}
          </Menu.Item>
          <ClassItem />
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'share' })}>
            {t('share.save')}
          </Menu.Item>
          <Menu.Item className={menu['item']} onSelect={() => open({ kind: 'about' })}>
            {t('commands.about')}
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** The way into a class of one's own. */
function ClassItem() {
  const { t } = useTranslation();
  const stores = useStores();
  const part = useClassroom((classroom) => classroom.part);
  if (part !== undefined) return null;
  return (
    <>
      {holdsClass() && (
        <Menu.Item className={menu['item']} onSelect={() => void goOnWithClass(stores)}>
          {t('commands.classGoOn')}
        </Menu.Item>
      )}
      <Menu.Item className={menu['item']} onSelect={() => void startClass(stores)}>
        {t('commands.classStart')}
      </Menu.Item>
    </>
  );
}

/** Whether new labs have images as Docker Hub has them. */
function HubImagesItem() {
  const { t } = useTranslation();
  const { hubImages, change } = useSettings((settings) => settings);
  return (
    <Menu.CheckboxItem
      className={menu['item']}
      checked={hubImages}
      onCheckedChange={(chosen) => change({ hubImages: chosen })}
      onSelect={(event) => event.preventDefault()}
    >
      {t('commands.hubImages')}
      <Menu.ItemIndicator className={menu['check']} asChild>
        <Check />
      </Menu.ItemIndicator>
    </Menu.CheckboxItem>
  );
}

function PageTools() {
  const { t } = useTranslation();
  const stores = useStores();
  const open = useView((view) => view.open);
  const folded = useFolded();
  const search = () => open({ kind: 'search' });
  const share = () => open({ kind: 'share' });
  if (folded)
    return (
      <div className={[styles['side'], styles['tools']].join(' ')}>
        <IconButton label={t('header.search')} keys="/" icon={<Search />} onClick={search} />
        <IconButton label={t('share.action')} icon={<Share2 />} onClick={share} />
        <IconButton
          label={t('header.more')}
          keys="Ctrl K"
          icon={<Ellipsis />}
          onClick={() => open({ kind: 'commands' })}
        />
      </div>
    );
  return (
    <div className={[styles['side'], styles['tools']].join(' ')}>
      <Button icon={<Search />} onClick={search} aria-keyshortcuts="/">
        {t('header.search')}
        <kbd className={styles['key']} aria-hidden>
          /
        </kbd>
      </Button>
      <Button icon={<Grid3x3 />} onClick={() => open({ kind: 'matrix' })} aria-keyshortcuts="M">
        {t('matrix.open')}
      </Button>
      <Button icon={<Clapperboard />} onClick={() => setPresenting(stores, true)} aria-keyshortcuts="P">
        {t('header.present')}
      </Button>
      <Button look="primary" icon={<Share2 />} onClick={share}>
        {t('share.action')}
      </Button>
      <LanguageMenu />
      <ThemeMenu />
    </div>
  );
}
