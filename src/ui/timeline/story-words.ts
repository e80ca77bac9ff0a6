import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoryWords } from './story.ts';

/** The words of the timeline in the reader's language. */
export function useStoryWords(): StoryWords {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      route: t('timeline.route'),
      dropped: t('timeline.dropped'),
      refused: t('timeline.refused'),
      reversed: t('timeline.reversed'),
      moment: (kind) => t(`timeline.moment.${kind}`),
    }),
    [t],
  );
}
