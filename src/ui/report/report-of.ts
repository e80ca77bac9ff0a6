import { keepers } from '../../world/imported.ts';
import i18next, { type TFunction } from 'i18next';
import { recreates } from '../../diagnosis/recreate.ts';
import { mermaidOf } from '../../formats/mermaid.ts';
import type { Block, Report } from '../../formats/report/block.ts';
import { loadTexts } from '../../i18n/i18n.ts';
import type { Deviation } from '../../doctor/policy/policy.ts';
import type { Follower } from '../../simulator/simulator.ts';
import { worldOf, type LabState } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import type { World } from '../../world/world.ts';
import { plainText, untouched, type Values } from '../controls/rich-text.ts';
import { targetAddress, whyText } from '../examine/why-text.ts';
import { probeText } from '../matrix/probe-text.ts';
import { changeText, lackText } from '../examine/imported-text.ts';

/** More cells than these nobody reads in a report. */
const MOST_CELLS = 3600;
const signs = { answers: '✓', refused: '✕', unreachable: '⊘', silent: '…', unknown: '?' } as const;

/** What is found of the lab as it stands, in the reader's language, with its picture. */
export async function reportOf(
  stores: Stores,
  picture: () => Promise<string>,
  follower: Follower = {},
): Promise<Report> {
  await Promise.all([loadTexts('examining'), loadTexts('doctor'), loadTexts('imported')]);
  const t = i18next.getFixedT(i18next.language, 'examining');
  const doctor = i18next.getFixedT(i18next.language, 'doctor');
  const lab = stores.lab.getState();
  const world = worldOf(lab);
  const found = await stores.simulator.follow(follower, 'report', world, MOST_CELLS, lab.intents);
  const { findings, exposure, matrix } = found;
  const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
  const text = (words: string): Block => ({ kind: 'text', text: words });
  const said = (template: string, values: Values) => plainText(template, values);
  const blocks: readonly Block[] = [
    text(t('report.made', { date: new Date().toISOString().slice(0, 10) })),
    { kind: 'picture', svg: await picture(), mermaid: mermaidOf(world), text: t('report.picture') },

    heading(t('report.findings')),
    ...(findings.length === 0 ? [text(t('findings.none'))] : []),
    ...findings.flatMap(({ kind, severity, values, evidence, fix }): Block[] => [
      {
        kind: 'heading',
        level: 3,
        text: `${t(`findings.severity.${severity}`)}: ${said(doctor(`findings.${kind}.title`, untouched), values)}`,
      },
      text(said(doctor(`findings.${kind}.reason`, untouched), values)),
      text(said(doctor(`findings.${kind}.risk`, untouched), values)),
      ...(evidence.length > 0 ? [{ kind: 'list' as const, items: evidence.map((each) => each.text) }] : []),
      ...(fix.length > 0
        ? [{ kind: 'code' as const, text: fix.map(({ place, line }) => `${place}$ ${line}`).join('\n') }]
        : []),
      ...(world.imported && recreates(fix) ? [text(t('findings.recreates'))] : []),
    ]),

    heading(t('report.exposed')),
    ...(exposure.length === 0 ? [] : [text(t('exposed.assumes'))]),
    exposure.length === 0
      ? text(t('exposed.none'))
      : {
          kind: 'table',
          head: [t('exposed.port'), t('exposed.whose'), t('exposed.who'), t('exposed.by'), t('exposed.past')],
          rows: exposure.map(({ target, machine, to, why, database, past }) => [
            `${targetAddress(target)} (${machine})`,
            database === undefined ? target.to : `${target.to}: ${t('exposed.database', { database })}`,
            t(`exposed.${to}`),
            [whyText(why), ...(why.rule === undefined ? [] : [why.rule.text])].join(' '),
            past === undefined
              ? t('exposed.noFirewall')
              : said(t(`exposed.manager.${past.manager}`, untouched), { chain: past.chain }),
          ]),
        },

    heading(t('report.matrix')),
    ...(matrix === undefined
      ? [text(t('report.matrixTooLarge'))]
      : [
          text(
            Object.entries(signs)
              .map(([result, sign]) => `${sign} ${t(`result.${result as keyof typeof signs}`)}`)
              .join(', '),
          ),
          {
            kind: 'table' as const,
            head: ['', ...matrix.targets.map((target) => `${target.to} ${targetAddress(target)}`)],
            rows: matrix.sources.map(({ name }, row) => [
              name,
              ...matrix.targets.map((_, column) => {
                const result = matrix.rows[row]?.[column];
                return result === undefined ? '' : signs[result];
              }),
            ]),
          },
        ]),

    ...(found.deviations === undefined ? [] : meantBlocks(found.deviations, t)),

    heading(t('compare.networks')),
    {
      kind: 'table',
      head: [t('report.host'), t('report.name'), t('report.driver'), t('report.subnets'), t('report.members')],
      rows: found.networks.map(({ host, name, driver, internal, subnets, members }) => [
        host,
        name,
        internal ? `${driver} (internal)` : driver,
        subnets.join(' '),
        members.join(', '),
      ]),
    },
    heading(t('compare.containers')),
    {
      kind: 'table',
      head: [
        t('report.host'),
        t('report.name'),
        t('report.image'),
        t('report.state'),
        t('report.addresses'),
        t('report.ports'),
      ],
      rows: found.containers.map(({ host, name, image, status, addresses, ports }) => [
        host,
        name,
        image,
        status,
        Object.values(addresses).flat().join(' '),
        ports.join(' '),
      ]),
    },
    ...importedBlocks(world, t),
    heading(t('report.commands')),
    { kind: 'code', text: await commandsOf(lab) },
  ];
  return { title: t('report.title', { lab: lab.title ?? 'Hopscope' }), language: i18next.language, blocks };
}

/** More lines than these nobody reads in a report. */
const MOST_LINES = 500;

/** What makes the lab anew on real hosts: the script that is exported, as far as somebody reads it. */
async function commandsOf({ title = '', entries, done }: LabState): Promise<string> {
  const { shellScriptOf } = await import('../../formats/shell-script.ts');
  const lines = shellScriptOf(title, entries.slice(0, done)).trimEnd().split('\n');
  const more = lines.length - MOST_LINES;
  if (more <= 0) return lines.join('\n');
  return [...lines.slice(0, MOST_LINES), `# ${i18next.t('matrix.more', { count: more })}`].join('\n');
}

/** More differences than these nobody reads in a report. */
const MOST_DEVIATIONS = 500;

/** What is not as it is meant. */
function meantBlocks(deviations: readonly Deviation[], t: TFunction<'examining'>): readonly Block[] {
  const page = i18next.getFixedT(i18next.language);
  const items = deviations.slice(0, MOST_DEVIATIONS).map(({ probe, from, to, reach, meaning }) => {
    const values = { from: from.name, to: to.name, reach: page(`matrix.${reach}`) };
    return `${probeText(probe)}: ${page(meaning === 'must' ? 'matrix.shouldReach' : 'matrix.shouldNotReach', values)}`;
  });
  const more = deviations.length - items.length;
  return [
    { kind: 'heading', level: 2, text: t('report.meant') },
    {
      kind: 'text',
      text: deviations.length === 0 ? t('report.asMeant') : page('matrix.differences', { count: deviations.length }),
    },
    ...(items.length === 0
      ? []
      : [{ kind: 'list' as const, items: more > 0 ? [...items, page('matrix.more', { count: more })] : items }]),
  ];
}

/** Of a lab that began with real hosts: what was changed by hand there, and what the lab lacks. */
function importedBlocks({ imported }: World, t: TFunction<'examining'>): readonly Block[] {
  if (imported === undefined) return [];
  const { lacks, otherLayouts } = imported;
  const changes = imported.changes.filter(({ by }) => by === undefined);
  const said = i18next.getFixedT(i18next.language, 'imported');
  return [
    { kind: 'heading', level: 2, text: t('imported.changes', { count: changes.length }) },
    { kind: 'text', text: t('imported.changesText') },
    ...otherLayouts.map(({ host, version }): Block => ({
      kind: 'text',
      text: plainText(said('layout', untouched), { host, version }),
    })),
    {
      kind: 'list',
      items: changes.map((change) => changeText(said, change)),
    },
    ...keepers.flatMap((by): readonly Block[] => {
      const count = imported.changes.filter((change) => change.by === by).length;
      return count > 0 ? [{ kind: 'text', text: t('imported.kept', { count, by }) }] : [];
    }),
    { kind: 'heading', level: 2, text: t('imported.lacks', { count: lacks.length }) },
    { kind: 'list', items: lacks.map((lack) => lackText(said, lack)) },
  ];
}
