import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../dialogs/Sheet.tsx';
import styles from './About.module.css';
import { loadNotices, type Notices, type Shipped } from './licences.ts';

/** What the page is, and the licences of all that it ships. */
export default function AboutSheet() {
  const { t } = useTranslation();
  const [notices, setNotices] = useState<Notices | 'failed'>();
  useEffect(() => {
    loadNotices().then(setNotices, () => setNotices('failed'));
  }, []);
  return (
    <Sheet title={t('about.title')} description={t('about.description')}>
      {notices === 'failed' && <p role="alert">{t('about.failed')}</p>}
      {notices !== undefined && notices !== 'failed' && <Licences notices={notices} />}
    </Sheet>
  );
}

function Licences({ notices: { page, packages } }: { readonly notices: Notices }) {
  const { t } = useTranslation();
  return (
    <>
      <ul className={styles['list']}>
        <Package shipped={page} />
      </ul>
      <section aria-labelledby="about-packages">
        <h3 id="about-packages" className={styles['title']}>
          {t('about.packages', { count: packages.length })}
        </h3>
        <ul className={styles['list']}>
          {packages.map((shipped) => (
            <Package key={`${shipped.name} ${shipped.version}`} shipped={shipped} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Package({ shipped: { name, version, licence, text } }: { readonly shipped: Shipped }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles['package']}>
          <span className={styles['name']}>{name}</span>
          <span>{version}</span>
          <span className={styles['licence']}>{licence}</span>
        </summary>
        {open && <p className={styles['text']}>{text}</p>}
      </details>
    </li>
  );
}
