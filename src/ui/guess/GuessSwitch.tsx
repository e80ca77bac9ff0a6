import { CircleQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setGuessing } from '../../store/stores.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useGuessing, useStores } from '../stores/stores.tsx';

/** Whether one guesses what happens before it is shown. */
export function GuessSwitch() {
  const { t } = useTranslation();
  const stores = useStores();
  const on = useGuessing((state) => state.on);
  return (
    <IconButton
      label={t('commands.guess')}
      keys="Q"
      icon={<CircleQuestionMark />}
      aria-pressed={on}
      onClick={() => setGuessing(stores, !on)}
    />
  );
}
