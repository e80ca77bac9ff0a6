import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { lessonFileOf } from '../../teaching/made/file.ts';
import { lessonFragmentOf } from '../../teaching/made/link.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { readTexts } from '../../teaching/texts.ts';
import { isImport, shownLine } from '../commands/shown-line.ts';
import { Button } from '../controls/Button.tsx';
import { CopyText } from '../controls/CopyButton.tsx';
import { TextInput } from '../controls/Field.tsx';
import { download, fileName } from '../share/download.ts';
import styles from './Maker.module.css';
import { Part } from './Part.tsx';

/** Longer links (characters) are cut by some programs. */
const LONG_LINK = 2000;

/** The lesson as a link, and as a file. */
export function SharePart({ draft }: { readonly draft: MadeLesson }) {
  const { t } = useTranslation('lessons');
  const { t: page } = useTranslation();
  const brought = draft.start.find(({ line }) => isImport(line));
  const [address = ''] = location.href.split('#');
  const fragment = useMemo(() => lessonFragmentOf(draft), [draft]);
  const link = `${address}#${fragment}`;
  const { title } = readTexts(draft.texts.en ?? draft.texts.ko ?? '');
  return (
    <Part title={t('maker.share.title')}>
      {brought !== undefined && <p>{page('share.contentText', { brought: shownLine(brought.line, page) })}</p>}
      <TextInput
        mono
        aria-label={t('maker.share.link')}
        readOnly
        value={link}
        onFocus={(event) => event.target.select()}
      />
      {link.length > LONG_LINK && <p className={styles['hint']}>{t('maker.share.long', { count: link.length })}</p>}
      <div className={styles['buttons']}>
        <CopyText text={link} label={t('maker.share.copy')} look="primary" />
        <Button icon={<Download />} onClick={() => download(lessonFileOf(draft), `${fileName(title)}.lesson`)}>
          {t('maker.share.file')}
        </Button>
      </div>
    </Part>
  );
}
