import { Check, Languages, Monitor, Moon, Redo2, Sun, Undo2 } from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../../i18n/i18n.ts';
import { isLanguage, languages } from '../../i18n/language.ts';
import { canRedo, canUndo } from '../../store/lab.ts';
import { themes, type Theme } from '../../store/settings.ts';
import { redo, undo } from '../../store/stores.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Logo } from '../controls/Logo.tsx';
import menu from '../controls/Menu.module.css';
import { useLab, useSettings, useStores } from '../lab/stores.tsx';
import { useShownTheme } from '../lab/media.ts';
import styles from './Header.module.css';

const themeIcons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

export function Header() {
  const { t } = useTranslation();
  const stores = useStores();
  const undoable = useLab(canUndo);
  const redoable = useLab(canRedo);

  return (
    <header className={styles['header']}>
      <h1 className={styles['logo']}>
        <Logo />
        Hopscope
      </h1>
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
      </div>
      <span className={styles['tagline']}>{t('header.tagline')}</span>
      <div className={styles['group']}>
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  );
}

const languageNames = { en: 'English', ko: '한국어' };

function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const choose = (language: string) => {
    if (isLanguage(language)) void switchLanguage(language);
  };
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <IconButton label={t('header.language')} icon={<Languages />} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className={menu['content']} align="end" sideOffset={6}>
          <Menu.RadioGroup value={i18n.language} onValueChange={choose}>
            {languages.map((language) => (
              <Menu.RadioItem key={language} value={language} lang={language} className={menu['item']}>
                {languageNames[language]}
                <Menu.ItemIndicator className={menu['check']} asChild>
                  <Check />
                </Menu.ItemIndicator>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function ThemeMenu() {
  const { t } = useTranslation();
  const { theme, change } = useSettings((settings) => settings);
  const shown = useShownTheme();
  const names: Record<Theme, string> = {
    system: t('header.themeSystem'),
    light: t('header.themeLight'),
    dark: t('header.themeDark'),
  };
  const choose = (name: string) => {
    const chosen = themes.find((known) => known === name);
    if (chosen !== undefined) change({ theme: chosen });
  };
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <IconButton label={t('header.theme')} icon={themeIcons[shown]} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className={menu['content']} align="end" sideOffset={6}>
          <Menu.RadioGroup value={theme} onValueChange={choose}>
            {themes.map((name) => (
              <Menu.RadioItem key={name} value={name} className={menu['item']}>
                {themeIcons[name]}
                {names[name]}
                <Menu.ItemIndicator className={menu['check']} asChild>
                  <Check />
                </Menu.ItemIndicator>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
