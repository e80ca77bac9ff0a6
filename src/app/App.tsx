import { useTranslation } from 'react-i18next';

export function App() {
  const { t } = useTranslation();
  return (
    <main>
      <h1>Hopscope</h1>
      <p>{t('header.tagline')}</p>
    </main>
  );
}
