import { FilePlus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import styles from './ComposeFiles.module.css';
import { joined } from './given-files.ts';
import { pick } from './pick.ts';

interface FilesProps {
  readonly files: readonly GivenFile[];
  /** Those that compose reads. */
  readonly chosen: readonly string[];
  readonly onChange: (files: readonly GivenFile[]) => void;
}

/** The files that are to be opened; more can be picked or pasted. */
export function Files({ files, chosen, onChange }: FilesProps) {
  const { t } = useTranslation('composing');
  const [pasted, setPasted] = useState('');
  return (
    <section aria-labelledby="compose-files" className={styles['part']}>
      <h3 id="compose-files">{t('files')}</h3>
      <ul className={styles['list']}>
        {files.map(({ name }) => (
          <li key={name} className={styles['file']}>
            <code>{name}</code>
            <span className={styles['hint']}>{t(chosen.includes(name) ? 'used' : 'beside')}</span>
            <IconButton
              label={t('remove', { name })}
              icon={<X />}
              onClick={() => onChange(files.filter((file) => file.name !== name))}
            />
          </li>
        ))}
      </ul>
      <Button icon={<FilePlus />} onClick={() => pick((more) => onChange(joined(files, more)))}>
        {t('add')}
      </Button>
      {files.length === 0 && (
        <>
          <textarea
            aria-label={t('paste')}
            placeholder={t('paste')}
            className={styles['paste']}
            rows={8}
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
          <Button disabled={pasted.trim() === ''} onClick={() => onChange([{ name: 'compose.yaml', text: pasted }])}>
            {t('pasteAdd')}
          </Button>
        </>
      )}
    </section>
  );
}
