import type { EditorView } from '@codemirror/view';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Editor.module.css';
import type { Found } from './problems.ts';

interface ProblemsProps {
  readonly found: readonly Found[];
  readonly view: RefObject<EditorView | null>;
}

/** What is wrong with a text, each with the way to its line. */
export function Problems({ found, view }: ProblemsProps) {
  const { t } = useTranslation('editor');
  const go = (at: number) => {
    view.current?.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    view.current?.focus();
  };
  return (
    <div role="status" className={styles['problems']}>
      {found.length > 0 && (
        <ul aria-label={t('problems')}>
          {found.map(({ from, line, severity, message }) => (
            <li key={`${from} ${message}`} data-severity={severity}>
              <button type="button" onClick={() => go(from)}>
                {severity === 'error' ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
                {t('problem', { line, text: message })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
