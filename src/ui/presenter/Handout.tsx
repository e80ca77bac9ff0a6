import { Printer } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/steps.ts';
import { trafficOf } from '../../store/traffic.ts';
import { switchesOf } from '../../story/moments.ts';
import { stepsOf } from '../../story/steps.ts';
import { nameOfPlace } from '../../world/spots.ts';
import { Button } from '../controls/Button.tsx';
import { plainText } from '../controls/rich-text.ts';
import { Sheet } from '../dialogs/Sheet.tsx';
import { svgForPaper } from '../share/picture.ts';
import { useLab, useStores } from '../stores/stores.tsx';
import { spotsIn } from '../story/spots.ts';
import { tellStep } from '../story/tell.ts';
import { waysOf, type Way } from '../story/ways.ts';
import styles from './Handout.module.css';
import { useScenes } from './scenes.ts';

/** More pages nobody hands out, nor steps of one story on a page, nor ways. */
const MOST = 60;
const MOST_STEPS = 14;
const MOST_WAYS = 8;

/** The talk on paper as it will be printed: a page a scene. */
export default function Handout() {
  const { t } = useTranslation('talk');
  const title = useLab((lab) => lab.title);
  const { scenes } = useScenes();
  const printed = useMemo(() => scenes.slice(0, MOST).map(({ command }) => command), [scenes]);
  const pictures = usePictures(printed);
  const ready = pictures.length === printed.length;
  return (
    <Sheet title={t('handout.title')} description={t('handout.text')} wide>
      <div className={styles['handout']} aria-busy={!ready}>
        <div className={styles['tools']}>
          <Button look="primary" icon={<Printer />} disabled={!ready} onClick={() => window.print()}>
            {t('handout.print')}
          </Button>
          {!ready && <span role="status">{t('handout.drawing')}</span>}
          {scenes.length > MOST && <span>{t('handout.more', { number: MOST })}</span>}
        </div>
        {printed.map((entry, scene) => (
          <article key={entry.id} className={styles['page']}>
            <p className={styles['head']}>
              <span>{title}</span>
              <span>{t('scene.now', { number: scene + 1, count: scenes.length })}</span>
            </p>
            <h3 className={styles['command']}>
              <code>
                {nameOfPlace(entry.place)}$ {entry.line}
              </code>
            </h3>
            <Picture url={pictures[scene]} />
            {entry.comment !== undefined && <p className={styles['comment']}>{entry.comment}</p>}
            <Told entry={entry} />
          </article>
        ))}
      </div>
    </Sheet>
  );
}

/** A picture that was drawn; null where it could not be, nothing while it is to come. */
function Picture({ url }: { readonly url: string | null | undefined }) {
  const { t } = useTranslation('talk');
  if (url === null) return <p>{t('handout.failed')}</p>;
  return url === undefined ? null : <img className={styles['picture']} src={url} alt={t('handout.picture')} />;
}

/** What the traffic of a command does, moment by moment, and which way its packets went. */
function Told({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('talk');
  const page = useTranslation().t;
  const { told, ways } = useMemo(() => {
    const { world } = entry.outcome;
    const hops = trafficOf(entry);
    const steps = stepsOf(hops, 'story', switchesOf(world));
    const spots = spotsIn(world);
    const tale = { hops, steps, grain: 'story', world, spots } as const;
    const told = steps.map((_, index) => {
      const { sentence } = tellStep(tale, index, page);
      return plainText(sentence.template, sentence.values);
    });
    return { told, ways: waysOf(hops, spots) };
  }, [entry, page]);
  if (told.length === 0) return null;
  return (
    <>
      <ol className={styles['story']}>
        {told.slice(0, MOST_STEPS).map((text, index) => (
          <li key={index}>{text}</li>
        ))}
      </ol>
      {told.length > MOST_STEPS && (
        <p className={styles['rest']}>{t('handout.moreMoments', { number: told.length - MOST_STEPS })}</p>
      )}
      {ways.length > 0 && (
        <section className={styles['ways']} aria-label={t('handout.ways')}>
          <h4>{t('handout.ways')}</h4>
          <ul>
            {ways.slice(0, MOST_WAYS).map((way, index) => (
              <PacketWay key={index} {...way} />
            ))}
          </ul>
          {ways.length > MOST_WAYS && (
            <p className={styles['rest']}>{t('handout.moreWays', { number: ways.length - MOST_WAYS })}</p>
          )}
        </section>
      )}
    </>
  );
}

/** One way: which packets, from where to where, and place by place the devices that they came by. */
function PacketWay({ packets, source, destination, legs }: Way) {
  const { t } = useTranslation('talk');
  return (
    <li>
      <p>
        <b>{packets.join(', ')}</b> <code>{`${source} → ${destination}`}</code>
      </p>
      <p className={styles['way']}>
        {legs.map(({ place, points }, at) => (
          <span key={at}>
            <b>{place}</b>
            {points.map((point, index) => (
              <span key={index} data-point={point.kind}>
                {point.kind === 'device'
                  ? point.name
                  : point.kind === 'lost'
                    ? t('handout.lost')
                    : t(`handout.${point.kind}`, { address: point.address })}
              </span>
            ))}
          </span>
        ))}
      </p>
    </li>
  );
}

/** The pictures of the lab after some commands, as addresses of images, one after the other as they are drawn. */
function usePictures(entries: readonly Entry[]): readonly (string | null)[] {
  const { t } = useTranslation();
  const stores = useStores();
  const [drawn, setDrawn] = useState<{ readonly of: readonly Entry[]; readonly urls: readonly (string | null)[] }>();
  useEffect(() => {
    let wanted = true;
    const urls: (string | null)[] = [];
    const draw = async () => {
      for (const { outcome } of entries) {
        const svg = await svgForPaper(stores, t, outcome.world).catch(() => null);
        if (!wanted) return;
        urls.push(svg && URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })));
        setDrawn({ of: entries, urls: [...urls] });
      }
    };
    void draw();
    return () => {
      wanted = false;
      for (const url of urls) if (url !== null) URL.revokeObjectURL(url);
    };
  }, [stores, t, entries]);
  return drawn?.of === entries ? drawn.urls : [];
}
