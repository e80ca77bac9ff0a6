import type { TFunction } from 'i18next';
import {
  ArrowRight,
  BookOpen,
  ChevronFirst,
  ChevronLast,
  CircleAlert,
  CircleQuestionMark,
  Clapperboard,
  Eye,
  EyeOff,
  FilePlus2,
  FastForward,
  GalleryHorizontalEnd,
  GraduationCap,
  History,
  Info,
  Keyboard,
  Languages,
  Grid3x3,
  LayoutGrid,
  Layers,
  ListChecks,
  LocateFixed,
  Monitor,
  Moon,
  PanelBottom,
  PanelRight,
  Play,
  Plus,
  Redo2,
  Rewind,
  Rows2,
  Search,
  Server,
  Share2,
  SlidersHorizontal,
  SquareTerminal,
  StepBack,
  StepForward,
  Stethoscope,
  Sun,
  Undo2,
  Users,
  WandSparkles,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { languageNames, languages } from '../../i18n/language.ts';
import { canRedo, canUndo, worldOf } from '../../store/lab.ts';
import { lessonHere } from '../../store/lesson.ts';
import { speeds } from '../../store/playback.ts';
import { themes } from '../../store/settings.ts';
import { redo, setGuessing, undo, type Stores } from '../../store/stores.ts';
import { levels } from '../../store/view.ts';
import { nextHost } from '../../world/hosts.ts';
import { actionsOf, openTerminal } from '../actions/actions.tsx';
import { beginEmptyLab } from '../actions/begin.ts';
import { addDevice, addHost } from '../actions/add-machine.ts';
import { chooseLanguage } from '../actions/language.ts';
import { classroomOf, goOnWithClass, holdsClass, startClass } from '../classroom/classroom.ts';
import { isFollowing, setFollowing } from '../graph/following.ts';
import { continueLessons, toggleSandbox } from '../lessons/lessons.ts';
import { isPanelOpen, setPanel } from '../page/panels.ts';
import { setPresenting } from '../presenter/presenting.ts';
import { endsOf } from '../../world/ends.ts';

export const commandGroups = ['selection', 'lab', 'lessons', 'class', 'story', 'view', 'terminal', 'page'] as const;

/** Something that the page can do, by its own name: in the palette, by its keys, and on the sheet of shortcuts. */
export interface PageCommand {
  readonly id: string;
  readonly group: (typeof commandGroups)[number];
  readonly label: string;
  readonly icon: ReactNode;
  /** As `keyName` names them; the first is the one that is shown. */
  readonly keys?: readonly string[] | undefined;
  /** Whether it can be done now; it can where nothing is said. */
  readonly enabled?: boolean | undefined;
  readonly run: () => void;
}

/** All that the page can do as things stand. */
export const commandsOf = (stores: Stores, t: TFunction): readonly PageCommand[] => [
  ...selectionCommands(stores, t),
  ...labCommands(stores, t),
  ...lessonCommands(stores, t),
  ...guessCommands(stores, t),
  ...classCommands(stores, t),
  ...storyCommands(stores, t),
  ...viewCommands(stores, t),
  ...terminalCommands(stores, t),
  ...pageCommands(stores, t),
];

const selectionCommands = (stores: Stores, t: TFunction): readonly PageCommand[] =>
  actionsOf(stores, t, stores.view.getState().selected).map(({ id, label, icon, keys, run }) => ({
    id: `selected-${id}`,
    group: 'selection',
    label,
    icon,
    keys: keys === undefined ? undefined : [keys],
    run,
  }));

function labCommands(stores: Stores, t: TFunction): readonly PageCommand[] {
  const { open } = stores.view.getState();
  const lab = stores.lab.getState();
  const of = (command: Omit<PageCommand, 'group'>): PageCommand => ({ group: 'lab', ...command });
  return [
    of({
      id: 'add-container',
      label: t('commands.addContainer'),
      icon: <Plus />,
      keys: ['c'],
      run: () => open({ kind: 'container' }),
    }),
    of({
      id: 'add-network',
      label: t('commands.addNetwork'),
      icon: <Plus />,
      keys: ['n'],
      run: () => open({ kind: 'network' }),
    }),
    of({
      id: 'engine-settings',
      label: t('commands.engineSettings'),
      icon: <SlidersHorizontal />,
      run: () => open({ kind: 'engine' }),
    }),
    of({
      id: 'add-host',
      label: t('commands.addHost'),
      icon: <Plus />,
      keys: ['h'],
      enabled: nextHost(worldOf(lab)) !== undefined,
      run: () => void addHost(stores),
    }),
    of({ id: 'add-device', label: t('commands.addDevice'), icon: <Plus />, run: () => void addDevice(stores) }),
    of({ id: 'send', label: t('commands.send'), icon: <ArrowRight />, keys: ['s'], run: () => open({ kind: 'send' }) }),
    of({
      id: 'gallery',
      label: t('commands.gallery'),
      icon: <LayoutGrid />,
      keys: ['g'],
      run: () => open({ kind: 'gallery' }),
    }),
    of({ id: 'maker', label: t('commands.maker'), icon: <GraduationCap />, run: () => open({ kind: 'maker' }) }),
    of({
      id: 'submissions',
      label: t('commands.submissions'),
      icon: <ListChecks />,
      run: () => open({ kind: 'submissions' }),
    }),
    of({
      id: 'matrix',
      label: t('matrix.open'),
      icon: <Grid3x3 />,
      keys: ['m'],
      run: () => open({ kind: 'matrix' }),
    }),
    of({
      id: 'examine',
      label: t('commands.examine'),
      icon: <Stethoscope />,
      keys: ['d'],
      run: () => open({ kind: 'examine', tab: 'findings' }),
    }),
    of({
      id: 'bring',
      label: t('share.bring'),
      icon: <Server />,
      run: () => open({ kind: 'bring', files: [] }),
    }),
    of({
      id: 'share',
      label: t('share.action'),
      icon: <Share2 />,
      keys: ['u'],
      run: () => open({ kind: 'share' }),
    }),
    of({ id: 'new', label: t('commands.new'), icon: <FilePlus2 />, run: () => void beginEmptyLab(stores) }),
    of({
      id: 'undo',
      label: t('header.undo'),
      icon: <Undo2 />,
      keys: ['ctrl+z'],
      enabled: canUndo(lab),
      run: () => undo(stores),
    }),
    of({
      id: 'redo',
      label: t('header.redo'),
      icon: <Redo2 />,
      keys: ['ctrl+shift+z', 'ctrl+y'],
      enabled: canRedo(lab),
      run: () => redo(stores),
    }),
    of({ id: 'tidy', label: t('commands.tidy'), icon: <WandSparkles />, run: lab.tidy }),
  ];
}

function lessonCommands(stores: Stores, t: TFunction): readonly PageCommand[] {
  const here = lessonHere(stores.lesson.getState(), stores.lab.getState()) !== undefined;
  const of = (command: Omit<PageCommand, 'group'>): PageCommand => ({ group: 'lessons', ...command });
  return [
    of({
      id: 'lessons',
      label: t('lesson.contents'),
      icon: <GraduationCap />,
      keys: ['o'],
      run: () => stores.view.getState().open({ kind: 'lessons' }),
    }),
    of({
      id: 'lesson-continue',
      label: t('lesson.continue'),
      icon: <GraduationCap />,
      enabled: !here,
      run: () => void continueLessons(stores),
    }),
    of({
      id: 'sandbox',
      label: t(here ? 'lesson.toSandbox' : 'lesson.toLesson'),
      icon: <GraduationCap />,
      keys: ['b'],
      run: () => void toggleSandbox(stores),
    }),
    of({
      id: 'lesson-text',
      label: t('lesson.goTo'),
      icon: <GraduationCap />,
      keys: ['e'],
      enabled: here,
      run: () => {
        setPanel(stores, 'lesson', true);
        const focus = () => document.querySelector<HTMLElement>('[data-lesson-step]')?.focus();
        focus();
        // Where it comes up only now; else what is pressed next would be taken from where it was meant to go.
        if (document.activeElement?.matches('[data-lesson-step]') !== true) requestAnimationFrame(focus);
      },
    }),
  ];
}

/** The game that asks before it shows; a clicker's key reveals what the class has guessed. */
function guessCommands(stores: Stores, t: TFunction): readonly PageCommand[] {
  const { on, guess } = stores.guessing.getState();
  return [
    {
      id: 'guess',
      group: 'lessons',
      label: t(on ? 'commands.guessEnd' : 'commands.guess'),
      icon: <CircleQuestionMark />,
      keys: ['q'],
      run: () => setGuessing(stores, !on),
    },
    {
      id: 'guess-reveal',
      group: 'lessons',
      label: t('commands.guessReveal'),
      icon: <Eye />,
      keys: ['pagedown', 'arrowright', ' '],
      enabled: guess?.stage === 'sealed',
      run: () => void import('../../store/guesses.ts').then(({ revealGuess }) => revealGuess(stores)),
    },
  ];
}

/** To begin a class; what can be done in one comes with it. */
function classCommands(stores: Stores, t: TFunction): readonly PageCommand[] {
  const { part } = classroomOf(stores).getState();
  if (part !== undefined) return part.commands();
  const of = (command: Pick<PageCommand, 'id' | 'label' | 'keys' | 'enabled' | 'run'>): PageCommand => ({
    group: 'class',
    icon: <Users />,
    ...command,
  });
  return [
    of({ id: 'class-start', label: t('commands.classStart'), keys: ['i'], run: () => void startClass(stores) }),
    of({
      id: 'class-go-on',
      label: t('commands.classGoOn'),
      enabled: holdsClass(),
      run: () => void goOnWithClass(stores),
    }),
  ];
}

function storyCommands({ playback }: Stores, t: TFunction): readonly PageCommand[] {
  const { hops, playing, speed, toggle, step, toStart, toEnd, setSpeed } = playback.getState();
  const turn = (by: number) => setSpeed(speeds[speeds.indexOf(speed) + by] ?? speed);
  const of = (id: string, label: string, icon: ReactNode, run: () => void, ...keys: string[]): PageCommand => ({
    id,
    group: 'story',
    label,
    icon,
    keys,
    enabled: hops.length > 0,
    run,
  });
  return [
    of('play', playing ? t('timeline.pause') : t('timeline.play'), <Play />, toggle, ' '),
    of('back', t('timeline.back'), <StepBack />, () => step(-1), 'arrowleft', 'pageup'),
    of('forward', t('timeline.forward'), <StepForward />, () => step(1), 'arrowright', 'pagedown'),
    of('moment-back', t('timeline.by.momentBack'), <StepBack />, () => step(-1, 'story'), 'j'),
    of('moment-on', t('timeline.by.momentOn'), <StepForward />, () => step(1, 'story'), 'l'),
    of('packet-back', t('timeline.by.packetBack'), <StepBack />, () => step(-1, 'packets'), ','),
    of('packet-on', t('timeline.by.packetOn'), <StepForward />, () => step(1, 'packets'), '.'),
    of('hop-back', t('timeline.by.hopBack'), <StepBack />, () => step(-1, 'hops'), 'shift+arrowleft'),
    of('hop-on', t('timeline.by.hopOn'), <StepForward />, () => step(1, 'hops'), 'shift+arrowright'),
    of('to-start', t('timeline.toStart'), <ChevronFirst />, toStart, 'home'),
    of('to-end', t('timeline.toEnd'), <ChevronLast />, toEnd, 'end'),
    of('slower', t('timeline.slower'), <Rewind />, () => turn(-1), '['),
    of('faster', t('timeline.faster'), <FastForward />, () => turn(1), ']'),
  ];
}

const themeIcons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

function viewCommands(stores: Stores, t: TFunction): readonly PageCommand[] {
  const { setLevel, presenting, answersHidden, hideAnswers, open } = stores.view.getState();
  const { change, reasonsAtOnce } = stores.settings.getState();
  const inspectorOpen = isPanelOpen(stores, 'inspector');
  const terminalOpen = isPanelOpen(stores, 'terminal');
  const historyOpen = isPanelOpen(stores, 'history');
  const following = isFollowing(stores);
  const of = (id: string, label: string, icon: ReactNode, run: () => void, ...keys: string[]): PageCommand => ({
    id,
    group: 'view',
    label,
    icon,
    keys,
    run,
  });
  return [
    ...levels.map((level, at) =>
      of(
        `level-${level}`,
        t('commands.level', { level: t(`level.${level}`) }),
        <Layers />,
        () => setLevel(level),
        String(at + 1),
      ),
    ),
    of(
      'present',
      presenting ? t('commands.presentEnd') : t('commands.present'),
      <Clapperboard />,
      () => setPresenting(stores, !presenting),
      'p',
    ),
    of('scenes', t('commands.scenes'), <GalleryHorizontalEnd />, () => open({ kind: 'scenes' }), 'v'),
    of('compare', t('commands.compare'), <Rows2 />, () => open({ kind: 'compare' }), 'k'),
    of(
      'follow',
      following ? t('graph.followEnd') : t('graph.follow'),
      <LocateFixed />,
      () => setFollowing(stores, !following),
      'f',
    ),
    of(
      'answers',
      answersHidden ? t('commands.showAnswers') : t('commands.hideAnswers'),
      answersHidden ? <Eye /> : <EyeOff />,
      () => hideAnswers(!answersHidden),
      'a',
    ),
    of('reasons', reasonsAtOnce ? t('commands.reasonsInTurn') : t('commands.reasonsAtOnce'), <CircleAlert />, () =>
      change({ reasonsAtOnce: !reasonsAtOnce }),
    ),
    of(
      'history',
      historyOpen ? t('history.hide') : t('history.show'),
      <History />,
      () => setPanel(stores, 'history', !historyOpen),
      'y',
    ),
    of('inspector', inspectorOpen ? t('inspector.hide') : t('controls.showInspector'), <PanelRight />, () =>
      setPanel(stores, 'inspector', !inspectorOpen),
    ),
    of('terminal', terminalOpen ? t('terminal.hide') : t('controls.showTerminal'), <PanelBottom />, () =>
      setPanel(stores, 'terminal', !terminalOpen),
    ),
    ...themes.map((theme) =>
      of(`theme-${theme}`, t(`commands.theme.${theme}`), themeIcons[theme], () => change({ theme })),
    ),
    ...languages.map((language) =>
      of(
        `language-${language}`,
        `${t('header.language')}: ${languageNames[language]}`,
        <Languages />,
        () => void chooseLanguage(stores, language),
      ),
    ),
  ];
}

const terminalCommands = (stores: Stores, t: TFunction): readonly PageCommand[] => [
  {
    id: 'terminal-focus',
    group: 'terminal',
    label: t('commands.terminal'),
    icon: <SquareTerminal />,
    keys: ['t'],
    run: () => openTerminal(stores, stores.terminals.getState().active),
  },
  ...endsOf(worldOf(stores.lab.getState()))
    .filter(({ running }) => running)
    .map(({ place, name }): PageCommand => ({
      id: `terminal-${place}`,
      group: 'terminal',
      label: t('commands.terminalAt', { name }),
      icon: <SquareTerminal />,
      run: () => openTerminal(stores, place),
    })),
];

function pageCommands({ view }: Stores, t: TFunction): readonly PageCommand[] {
  const { open } = view.getState();
  return [
    {
      id: 'commands',
      group: 'page',
      label: t('commands.palette'),
      icon: <Keyboard />,
      keys: ['ctrl+k'],
      run: () => open({ kind: 'commands' }),
    },
    {
      id: 'search',
      group: 'page',
      label: t('commands.search'),
      icon: <Search />,
      keys: ['/'],
      run: () => open({ kind: 'search' }),
    },
    {
      id: 'shortcuts',
      group: 'page',
      label: t('commands.shortcuts'),
      icon: <Keyboard />,
      keys: ['?'],
      run: () => open({ kind: 'shortcuts' }),
    },
    {
      id: 'glossary',
      group: 'page',
      label: t('commands.glossary'),
      icon: <BookOpen />,
      run: () => open({ kind: 'glossary' }),
    },
    { id: 'about', group: 'page', label: t('commands.about'), icon: <Info />, run: () => open({ kind: 'about' }) },
  ];
}
