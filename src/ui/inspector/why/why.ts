import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnosis, Remedy } from '../../../diagnosis/diagnosis.ts';
import type { Command } from '../../../history/history.ts';
import type { Hop } from '../../../kernel/hop.ts';
import { diagnosisOf } from '../../../store/diagnosis.ts';
import type { LabState } from '../../../store/lab.ts';
import type { Entry } from '../../../store/steps.ts';
import { runCommand, type Stores } from '../../../store/stores.ts';
import { turns } from '../../../store/turns.ts';
import { stepAt, stepToldAt } from '../../../story/steps.ts';
import type { Sentence } from '../../controls/rich-text.ts';
import { useLab, usePlayback, useSettings, useStores, useStoryAsked, useView } from '../../stores/stores.tsx';

/** Why the traffic on the timeline failed, in the reader's language, and what can be done. */
export interface Why {
  readonly diagnosis: Diagnosis;
  readonly sentence: Sentence;
  readonly remedies: readonly RemedyView[];
  /** Whether what would mend it has been done since. */
  readonly mended: boolean;
  /** Only that it fails is to be told. */
  readonly hidden: boolean;
  readonly tryAgain: () => void;
}

export interface RemedyView {
  readonly how: Remedy['how'];
  readonly commands: readonly Command[];
  /** All its lines as one text. */
  readonly text: string;
  readonly done: boolean;
  readonly run: () => void;
}

const textOf = ({ commands }: Remedy): string => commands.map(({ line }) => line).join('; ');

/** The command whose traffic is on the timeline. */
const storyEntry = ({ entries, done }: LabState, id: number | undefined): Entry | undefined =>
  entries.slice(0, done).find((entry) => entry.id === id);

/** Why it failed, once the story has got to the hop that decided; a setting has it told at once. */
export function useWhy(): Why | undefined {
  const why = useReason();
  const atOnce = useSettings((settings) => settings.reasonsAtOnce);
  const hop = why?.diagnosis.hop ?? 0;
  const arrived = usePlayback(({ steps, grain, position }) => stepToldAt(steps, grain, position) >= stepAt(steps, hop));
  return atOnce || arrived ? why : undefined;
}

function useReason(): Why | undefined {
  const { t } = useTranslation();
  const stores = useStores();
  const id = usePlayback(({ entry }) => entry);
  const hops = usePlayback((state) => state.hops);
  const entries = useLab((lab) => lab.entries);
  const done = useLab((lab) => lab.done);
  const isAsked = useStoryAsked();
  const entry = useLab((lab) => (isAsked ? undefined : storyEntry(lab, id)));
  const hidden = useView((view) => view.answersHidden);

  const diagnosis = useDiagnosis(entry, hops);

  return useMemo(() => {
    if (entry === undefined || diagnosis === undefined) return undefined;
    const since = entries.slice(entries.indexOf(entry) + 1, done);
    // What sends nothing leaves the timeline as it is, even where it succeeds at last.
    if (hops.length === 0 && wereRun([entry], since)) return undefined;
    const remedies = diagnosis.remedies.map((remedy): RemedyView => {
      const { how, commands } = remedy;
      return {
        how,
        commands,
        text: textOf(remedy),
        done: wereRun(commands, since),
        run: () => void inTurn(() => runAll(stores, commands)),
      };
    });
    return {
      diagnosis,
      sentence: { template: t(`diagnosis.${diagnosis.kind}`, { skipInterpolation: true }), values: diagnosis.values },
      remedies,
      mended: remedies.some((remedy) => remedy.done && remedy.how === 'mend'),
      hidden,
      tryAgain: () => void inTurn(() => runAll(stores, [entry])),
    };
  }, [entry, diagnosis, hops, entries, done, hidden, stores, t]);
}

/** Undefined until what knows it has come. */
function useDiagnosis(entry: Entry | undefined, hops: readonly Hop[]): Diagnosis | undefined {
  const [told, setTold] = useState<{ readonly hops: readonly Hop[]; readonly diagnosis: Diagnosis | undefined }>();
  useEffect(() => {
    let isLatest = true;
    if (entry !== undefined)
      diagnosisOf(entry, hops).then(
        (diagnosis) => isLatest && setTold({ hops, diagnosis }),
        () => undefined, // it did not load: asked for again with the next story
      );
    return () => {
      isLatest = false;
    };
  }, [entry, hops]);
  return told?.hops === hops ? told.diagnosis : undefined;
}

/** Whether commands have all been run, each with success. */
const wereRun = (commands: readonly Command[], entries: readonly Entry[]): boolean =>
  commands.every(({ place, line }) =>
    entries.some((entry) => entry.place === place && entry.line === line && entry.outcome.exit === 0),
  );

/** Who tries again means after all of what mends it. */
const inTurn = turns();

/** Runs commands in turn, to the first that fails; a notice then holds the tool's own words. */
async function runAll(stores: Stores, commands: readonly Command[]): Promise<void> {
  for (const { place, line } of commands) {
    const entry = await runCommand(stores, place, line);
    if (entry === undefined) return;
    const { exit, stderr, traces } = entry.outcome;
    if (exit === 0) continue;
    const detail = stderr.trim() || undefined;
    // Where traffic failed, the timeline says why.
    if (traces.length === 0) stores.view.getState().notify({ kind: 'failed', line, detail });
    return;
  }
}
