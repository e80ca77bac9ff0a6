import i18next from 'i18next';
import { switchLanguage } from '../../i18n/i18n.ts';
import type { Language } from '../../i18n/language.ts';
import { exampleIds } from '../../lessons/gallery.ts';
import type { Stores } from '../../store/stores.ts';

/** Switches the page to a language, and the name of an example that nobody has renamed with it. */
export async function chooseLanguage({ lab }: Pick<Stores, 'lab'>, language: Language): Promise<void> {
  const { title } = lab.getState();
  const example = exampleIds.find((id) => i18next.t(`gallery.${id}.title`) === title);
  await switchLanguage(language);
  if (example !== undefined && lab.getState().title === title)
    lab.setState({ title: i18next.t(`gallery.${example}.title`) });
}
