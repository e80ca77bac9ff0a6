import { ChevronUp } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { plainText } from '../controls/rich-text.ts';
import { Explained } from '../glossary/Explained.tsx';
import styles from './Caption.module.css';
import { useStepTexts } from './step-texts.ts';

/** What happens now, in a line under the picture. What does not fit into it can be unfolded, over the picture. */
export function Caption() {
  const { t } = useTranslation();
  const { sentence } = useStepTexts();
  const [open, setOpen] = useState(false);
  const text = plainText(sentence.template, sentence.values);
  const [line, isCut] = useCut(text);
  return (
    <div className={styles['place']} data-open={open || undefined}>
      <div className={styles['caption']}>
        <p ref={line} className={styles['line']} role="note" aria-label={t('timeline.caption')} title={text}>
          <Explained {...sentence} />
        </p>
        {(isCut || open) && (
          <IconButton
            className={styles['unfold']}
            label={t('timeline.wholeCaption')}
            icon={<ChevronUp />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
    </div>
  );
}

/** Whether a text is longer than the line it stands in. */
function useCut(text: string) {
  const line = useRef<HTMLParagraphElement>(null);
  const [isCut, setCut] = useState(false);
  useLayoutEffect(() => {
    const element = line.current;
    if (element === null) return;
    const measure = () => setCut(element.scrollWidth > element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [text]);
  return [line, isCut] as const;
}
