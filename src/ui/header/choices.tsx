import { Check, Languages, Monitor, Moon, Sun } from 'lucide-react';
import * as Menu from 'radix-ui/dropdown-menu';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, languageNames, languages } from '../../i18n/language.ts';
import { themes, type Theme } from '../../store/settings.ts';
import { chooseLanguage } from '../actions/language.ts';
import { IconButton } from '../controls/IconButton.tsx';
import menu from '../controls/Menu.module.css';
import { useShownTheme } from '../page/media.ts';
import { useSettings, useStores } from '../stores/stores.tsx';

interface Choice {
  readonly value: string;
  readonly name: string;
  readonly icon?: ReactNode | undefined;
  /** The language of its name. */
  readonly lang?: string | undefined;
}

interface ChoiceMenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChoose: (value: string) => void;
}

/** One of a few, behind an icon. */
function ChoiceMenu({ label, icon, value, choices, onChoose }: ChoiceMenuProps) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <IconButton label={label} icon={icon} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className={menu['content']} align="end" sideOffset={6}>
          <Menu.RadioGroup value={value} onValueChange={onChoose}>
            {choices.map((choice) => (
              <Menu.RadioItem key={choice.value} value={choice.value} lang={choice.lang} className={menu['item']}>
                {choice.icon}
                {choice.name}
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

export function LanguageMenu() {
  const stores = useStores();
  const { t, i18n } = useTranslation();
  return (
    <ChoiceMenu
      label={t('header.language')}
      icon={<Languages />}
      value={i18n.language}
      choices={languages.map((language) => ({ value: language, name: languageNames[language], lang: language }))}
      onChoose={(language) => isLanguage(language) && void chooseLanguage(stores, language)}
    />
  );
}

const themeIcons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

export function ThemeMenu() {
  const { t } = useTranslation();
  const { theme, change } = useSettings((settings) => settings);
  const shown = useShownTheme();
  const names: Record<Theme, string> = {
    system: t('header.themeSystem'),
    light: t('header.themeLight'),
    dark: t('header.themeDark'),
  };
  return (
    <ChoiceMenu
      label={t('header.theme')}
      icon={themeIcons[shown]}
      value={theme}
      choices={themes.map((name) => ({ value: name, name: names[name], icon: themeIcons[name] }))}
      onChoose={(name) => {
        const chosen = themes.find((known) => known === name);
        if (chosen !== undefined) change({ theme: chosen });
      }}
    />
  );
}
