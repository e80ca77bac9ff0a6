import { Download, FolderOpen, ListChecks } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../i18n/language.ts';
import { worldOf } from '../../store/lab.ts';
import { beginLab } from '../../store/begin.ts';
import { whileOpening, type Stores } from '../../store/stores.ts';
import { Ended } from '../../simulator/simulator.ts';
import { readFragment } from '../../formats/link.ts';
import { readFile } from '../../formats/formats.ts';
import { goalsOf, type Lesson } from '../../teaching/lesson.ts';
import { readTexts } from '../../teaching/texts.ts';
import { Button } from '../controls/Button.tsx';
import { Field, SelectField } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { download } from '../share/download.ts';
import { useStores, useView } from '../stores/stores.tsx';
import { plainGoal } from './goal-line.ts';
import styles from './Maker.module.css';
import { useMaking } from './making.ts';
import { csvOf, linesIn, MOST, type HandedIn, type Row } from './submissions.ts';

type Marking = Pick<Lesson, 'start' | 'steps'>;

const DRAFT = '';

/** The lessons that submissions can be for: the author's own, and those that there are. */
function useChoices(): ReadonlyMap<string, { readonly title: string; readonly lesson: Marking }> {
  const { t, i18n } = useTranslation('lessons');
  const draft = useMaking((state) => state.draft);
  const [known, setKnown] = useState<ReadonlyMap<string, { title: string; lesson: Marking }>>(new Map());
  useEffect(() => {
    let wanted = true;
    const load = async () => {
      const { lessons, markdownIn } = await import('../../lessons/all.ts');
      const texts = await markdownIn(languageOf(i18n.language));
      const all = [...lessons].map(
        ([id, lesson]) => [id, { title: readTexts(texts.get(id) ?? '').title, lesson }] as const,
      );
      if (wanted) setKnown(new Map(all));
    };
    load().catch(() => undefined); // the author's own can still be chosen
    return () => {
      wanted = false;
    };
  }, [i18n.language]);
  return draft === undefined ? known : new Map([[DRAFT, { title: t('maker.check.made'), lesson: draft }], ...known]);
}

/** Plays what many have handed in against a lesson, and shows what came of each. */
export default function Submissions() {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const choices = useChoices();
  const [chosen, choose] = useState<string>();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly HandedIn[]>([]);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [left, setLeft] = useState<number>();
  const id = chosen ?? choices.keys().next().value;
  const lesson = id === undefined ? undefined : choices.get(id)?.lesson;
  const pasted = useMemo(() => linesIn(text).map(opened), [text]);
  const handedIn = [...pasted, ...files];
  const run = async () => {
    if (lesson === undefined) return;
    const all = handedIn.slice(0, MOST);
    const found: Row[] = [];
    for (const each of all) {
      setLeft(all.length - found.length);
      found.push(await markedRow(stores, lesson, each));
      setRows([...found]);
    }
    setLeft(undefined);
  };
  return (
    <Sheet title={t('maker.check.title')} description={t('maker.check.description')} wide>
      <SelectField label={t('maker.check.lesson')} value={id ?? ''} onChange={choose}>
        {[...choices].map(([each, { title }]) => (
          <option key={each} value={each}>
            {title}
          </option>
        ))}
      </SelectField>
      <Field label={t('maker.check.lines')}>
        {(ids) => (
          <textarea
            {...ids}
            className={styles['markdown']}
            rows={6}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className={styles['buttons']}>
        <label
          className={styles['file']}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            event.stopPropagation();
            void takeFiles(event.dataTransfer.files).then((more) => setFiles([...files, ...more]));
          }}
        >
          <FolderOpen aria-hidden />
          {t('maker.check.drop')} ({files.length})
          <input
            type="file"
            multiple
            className="visually-hidden"
            onChange={(event) => void takeFiles(event.target.files).then((more) => setFiles([...files, ...more]))}
          />
        </label>
        <Button
          look="primary"
          icon={<ListChecks />}
          disabled={lesson === undefined || handedIn.length === 0 || left !== undefined}
          onClick={() => void run()}
        >
          {t('maker.check.run')}
        </Button>
        {handedIn.length > MOST && <span>{t('maker.check.tooMany', { count: MOST })}</span>}
      </div>
      {left !== undefined && (
        <progress aria-label={t('maker.check.run')} value={rows.length} max={rows.length + left} />
      )}
      {lesson !== undefined && rows.length > 0 && <Table rows={rows} lesson={lesson} busy={left !== undefined} />}
    </Sheet>
  );
}

function opened({ name, fragment, hints }: ReturnType<typeof linesIn>[number]): HandedIn {
  const reading = readFragment(fragment);
  return { name, hints, history: reading.ok ? reading.document.history : undefined };
}

async function takeFiles(list: FileList | null): Promise<readonly HandedIn[]> {
  return Promise.all(
    [...(list ?? [])].map(async (file): Promise<HandedIn> => {
      const reading = readFile(new Uint8Array(await file.arrayBuffer()));
      return { name: file.name, history: reading.ok ? reading.document.history : undefined };
    }),
  );
}

async function markedRow({ simulator, lab }: Stores, lesson: Marking, each: HandedIn): Promise<Row> {
  if (each.history === undefined) return { ...each, marked: 'broken' };
  try {
    const { start, steps } = lesson;
    return { ...each, marked: await simulator.ask('mark', worldOf(lab.getState()), { start, steps }, each.history) };
  } catch (error) {
    return { ...each, marked: error instanceof Ended ? 'ended' : 'broken' };
  }
}

interface TableProps {
  readonly rows: readonly Row[];
  readonly lesson: Marking;
  readonly busy: boolean;
}

function Table({ rows, lesson, busy }: TableProps) {
  const { t, i18n } = useTranslation('lessons');
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const goals = goalsOf(lesson).map((goal) => plainGoal(goal, t, i18n.language));
  const heads = (['name', 'goals', 'commands', 'hints', 'first'] as const).map((key) => t(`maker.check.${key}`));
  const cells = ({ name, hints, marked }: Row): readonly (string | number)[] => {
    if (typeof marked === 'string') return [name, t(`maker.check.${marked}`), '', '', ''];
    const { verdicts, commands, fromStart } = marked;
    const first = verdicts.findIndex(({ held }) => !held);
    return [
      name,
      `${verdicts.filter(({ held }) => held).length}/${verdicts.length}`,
      commands,
      hints ?? '',
      `${first < 0 ? t('maker.check.none') : (goals[first] ?? '')}${fromStart ? '' : ` (${t('maker.check.otherStart')})`}`,
    ];
  };
  const open = ({ name, history }: Row) => {
    if (history === undefined) return;
    close();
    void whileOpening(stores, () => beginLab(stores, name, history));
  };
  return (
    <>
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('maker.check.title')}>
        <table className={styles['table']} aria-busy={busy}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col">{t('maker.check.open')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {cells(row).map((value, i) => (
                  <td key={i}>{value}</td>
                ))}
                <td>
                  {row.history !== undefined && (
                    <Button
                      look="quiet"
                      aria-label={t('maker.check.openOf', { name: row.name })}
                      onClick={() => open(row)}
                    >
                      {t('maker.check.open')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button
        icon={<Download />}
        disabled={busy}
        onClick={() => download(csvOf([heads, ...rows.map(cells)]), 'submissions.csv')}
      >
        {t('maker.check.csv')}
      </Button>
    </>
  );
}
