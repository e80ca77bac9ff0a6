import { lazy, Suspense, useDeferredValue } from 'react';
import { loadTexts } from '../../i18n/i18n.ts';
import type { Dialog } from '../../store/view.ts';
import { useTypedAhead } from '../palette/typed-ahead.ts';
import { useSealedHere, useView } from '../stores/stores.tsx';

const ContainerDialog = lazy(() => import('./ContainerDialog.tsx'));
const NetworkDialog = lazy(() => import('./NetworkDialog.tsx'));
const ConnectDialog = lazy(() => import('./ConnectDialog.tsx'));
const SendDialog = lazy(() => import('./SendDialog.tsx'));
const DisconnectDialog = lazy(() => import('./DisconnectDialog.tsx'));
const RenameDialog = lazy(() => import('./RenameDialog.tsx'));
const DuplicateDialog = lazy(() => import('./DuplicateDialog.tsx'));
const Palette = lazy(() => import('../palette/Palette.tsx'));
const ShareDialog = lazy(() => withExaminingTexts(import('../share/ShareDialog.tsx')));
const DocumentsDialog = lazy(() => import('../documents/DocumentsDialog.tsx'));
const Matrix = lazy(() => withExaminingTexts(import('../matrix/Matrix.tsx')));
const AmendDialog = lazy(() => import('../history/AmendDialog.tsx'));
const Gallery = lazy(() => import('../gallery/Gallery.tsx'));
const GlossarySheet = lazy(() => import('../glossary/GlossarySheet.tsx'));
const Contents = lazy(() => import('../lessons/Contents.tsx'));
const Maker = lazy(() => withLessonTexts(import('../maker/Maker.tsx')));
const Submissions = lazy(() => withLessonTexts(import('../maker/Submissions.tsx')));
const AboutSheet = lazy(() => import('../about/AboutSheet.tsx'));

const CommentDialog = lazy(async () => {
  const [part] = await Promise.all([import('../history/CommentDialog.tsx'), loadTexts('talk')]);
  return part;
});

const ShortcutsSheet = lazy(async () => {
  const [part] = await Promise.all([
    import('../commands/ShortcutsSheet.tsx'),
    loadTexts('talk'),
    loadTexts('classroom'),
  ]);
  return part;
});

const Compare = lazy(async () => {
  const [part] = await Promise.all([import('../compare/Compare.tsx'), loadTexts('talk')]);
  return part;
});

const Handout = lazy(async () => {
  const [part] = await Promise.all([import('../presenter/Handout.tsx'), loadTexts('talk')]);
  return part;
});

const ScenesSheet = lazy(async () => {
  const [part] = await Promise.all([import('../presenter/ScenesSheet.tsx'), loadTexts('talk')]);
  return part;
});

const EngineSettingsDialog = lazy(async () => {
  const [part] = await Promise.all([import('./EngineSettingsDialog.tsx'), loadTexts('engine')]);
  return part;
});

const ComposeFiles = lazy(async () => {
  const [part] = await Promise.all([import('../compose-files/ComposeFiles.tsx'), loadTexts('composing')]);
  return part;
});

const BringSheet = lazy(async () => {
  const [part] = await Promise.all([import('../bring/BringSheet.tsx'), loadTexts('bringing'), loadTexts('importing')]);
  return part;
});

const ExamineSheet = lazy(async () => {
  const [part] = await Promise.all([
    import('../examine/ExamineSheet.tsx'),
    loadTexts('examining'),
    loadTexts('doctor'),
    loadTexts('imported'),
    loadTexts('importing'),
  ]);
  return part;
});

const QuestionDialog = lazy(() => import('../classroom/QuestionDialog.tsx'));
const LessonDialog = lazy(() => import('../classroom/LessonDialog.tsx'));
const Sealed = lazy(() => import('../classroom/Sealed.tsx'));

/** A part of the page, once what it says of examining a lab is there. */
async function withExaminingTexts<Part>(loading: Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([loading, loadTexts('examining')]);
  return part;
}

/** A part of the page, once what it says is there. */
async function withLessonTexts<Part>(loading: Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([loading, loadTexts('lessons')]);
  return part;
}

/** What would tell where the packets of the lab's commands go: by their stories, or by asking who reaches whom. */
const telling: ReadonlySet<Dialog['kind']> = new Set([
  'amend',
  'compare',
  'examine',
  'handout',
  'maker',
  'matrix',
  'share',
]);

/** The dialog that stands open, if any. Each is loaded when it is first needed. */
export function Dialogs() {
  return (
    <Suspense>
      <Open />
    </Suspense>
  );
}

function Open() {
  const wanted = useView((view) => view.dialog);
  // Deferred, a dialog that is still to come shows as soon as it is there; React would keep a fallback for 300 ms.
  const arrived = useDeferredValue(wanted);
  const dialog = wanted && arrived;
  const isPalette = wanted?.kind === 'commands' || wanted?.kind === 'search';
  const ahead = useTypedAhead(isPalette && wanted !== arrived);
  const sealed = useSealedHere();
  if (dialog !== undefined && sealed && telling.has(dialog.kind)) return <Sealed />;
  switch (dialog?.kind) {
    case 'container':
      return <ContainerDialog machine={dialog.machine} network={dialog.network} />;
    case 'network':
      return <NetworkDialog machine={dialog.machine} />;
    case 'engine':
      return <EngineSettingsDialog machine={dialog.machine} />;
    case 'connect':
      return <ConnectDialog machine={dialog.machine} container={dialog.container} />;
    case 'send':
      return <SendDialog from={dialog.from} to={dialog.to} />;
    case 'disconnect':
      return <DisconnectDialog machine={dialog.machine} container={dialog.container} />;
    case 'rename':
      return <RenameDialog machine={dialog.machine} container={dialog.container} />;
    case 'duplicate':
      return <DuplicateDialog machine={dialog.machine} container={dialog.container} />;
    case 'composeFiles':
      return <ComposeFiles given={dialog.files} />;
    case 'bring':
      return <BringSheet files={dialog.files} />;
    case 'examine':
      return <ExamineSheet tab={dialog.tab} compose={dialog.compose} />;
    case 'amend':
      return <AmendDialog at={dialog.at} remove={dialog.remove} />;
    case 'comment':
      return <CommentDialog at={dialog.at} />;
    case 'commands':
    case 'search':
      return <Palette key={dialog.kind} mode={dialog.kind} ahead={ahead} />;
    case 'shortcuts':
      return <ShortcutsSheet />;
    case 'gallery':
      return <Gallery />;
    case 'glossary':
      return <GlossarySheet term={dialog.term} />;
    case 'matrix':
      return <Matrix />;
    case 'documents':
      return <DocumentsDialog />;
    case 'compare':
      return <Compare />;
    case 'handout':
      return <Handout />;
    case 'scenes':
      return <ScenesSheet />;
    case 'share':
      return <ShareDialog />;
    case 'lessons':
      return <Contents />;
    case 'about':
      return <AboutSheet />;
    case 'maker':
      return <Maker />;
    case 'submissions':
      return <Submissions />;
    case 'classQuestion':
      return <QuestionDialog />;
    case 'classLesson':
      return <LessonDialog />;
    case undefined:
      return null;
  }
}
