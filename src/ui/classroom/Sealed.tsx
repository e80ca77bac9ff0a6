import { useTranslation } from 'react-i18next';
import { Sheet } from '../dialogs/Sheet.tsx';

/** In place of a dialog that would tell what a class is asked. */
export default function Sealed() {
  const { t } = useTranslation('classroom');
  return <Sheet title={t('ask.sealed')} description={t('ask.sealedText')} />;
}
