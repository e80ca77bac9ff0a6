import { canBeSecret, newSigningPair } from '../../classroom/keys.ts';
import { readClassFragment, type ClassLink } from '../../classroom/link.ts';
import * as open from '../../classroom/open.ts';
import { heldClasses } from '../../classroom/rooms.ts';
import type { Instructor } from '../../classroom/session.ts';
import { createStudent } from '../../classroom/student.ts';
import { loadTexts } from '../../i18n/i18n.ts';
import type { Stores } from '../../store/stores.ts';
import { lock } from '../documents/hold.ts';
import { setPanel } from '../page/panels.ts';
import { attend } from './attending.ts';
import { classroomOf, leftClass } from './classroom.ts';
import { connection } from './connection.ts';
import { keepAsked, keptAsked, keptClassOf, noteHeld, rememberClass } from './kept.ts';
import { teach } from './teaching.ts';

/** What is said in a class, and of the lessons that are handed out. */
const texts = () => Promise.all([loadTexts('classroom'), loadTexts('lessons')]);

/** Begins a class. Where this browser can keep nothing, it ends with the page. */
export async function start(stores: Stores): Promise<void> {
  if (!canBeSecret()) return stores.view.getState().notify({ kind: 'classInsecure', line: '' });
  await leaveOther(stores);
  keepAsked({});
  await drive(stores, await open.startClass(connection().connect));
  noteHeld((await heldClasses()).length > 0);
  setPanel(stores, 'classroom', true);
}

/** Goes on with the class that was left last, or begins one where none can be gone on with. */
export async function goOn(stores: Stores): Promise<void> {
  const [held] = await heldClasses();
  if (held === undefined) return start(stores);
  await leaveOther(stores);
  await drive(stores, await open.resumeClass(held, connection().connect));
}

/** Joins the class of an address; where that leads to none a notice says so, and nothing changes. */
export async function join(stores: Stores, hash: string, name = ''): Promise<void> {
  const { notify } = stores.view.getState();
  const reading = readClassFragment(hash);
  if (!reading.ok) return notify({ kind: noticeOf[reading.reason], line: '' });
  if (!canBeSecret()) return notify({ kind: 'classInsecure', line: '' });
  await leaveOther(stores);
  const [{ session, release }] = await Promise.all([attended(reading.link), texts()]);
  const remember = (now: string) => rememberClass(JSON.stringify({ attending: hash, name: now }));
  classroomOf(stores).setState({ part: attend(stores, session, { name, remember, release }) });
}

const noticeOf = { foreign: 'noClass', damaged: 'classDamaged', 'too-large': 'classDamaged', newer: 'newer' } as const;

/** Two windows of one browser are two students: the second is not known again. */
async function attended(link: ClassLink) {
  const { connect } = connection();
  const release = await lock(`class.${link.instructor}`);
  if (release !== undefined) return { session: await open.joinClass(link, connect), release };
  const pupil = { signing: await newSigningPair(), epoch: 0 };
  return { session: await createStudent({ link, pupil, connect }), release };
}

/** After the page opened: goes on with the class that this tab was in. */
export async function resume(stores: Stores): Promise<void> {
  const kept = keptClassOf(leftClass());
  if (kept === undefined) return;
  if ('attending' in kept) return join(stores, kept.attending, kept.name);
  const secret = secretIn(kept.teaching);
  const held = (await heldClasses()).find((each) => String(each.secret) === secret);
  if (held !== undefined) await drive(stores, await open.resumeClass(held, connection().connect));
}

/** What the class of a fragment is known by in this browser. */
function secretIn(fragment: string): string | undefined {
  const reading = readClassFragment(fragment);
  return reading.ok ? String(reading.link.secret) : undefined;
}

async function drive(stores: Stores, session: Instructor): Promise<void> {
  await texts();
  const { fragment } = session.getState();
  const secret = secretIn(fragment);
  const noteOthers = async () => noteHeld((await heldClasses()).some((each) => String(each.secret) !== secret));
  session.subscribe(({ standing }) => {
    if (standing === 'ended') void noteOthers();
  });
  const part = teach(stores, session, { broker: connection().broker, asked: keptAsked() });
  rememberClass(JSON.stringify({ teaching: fragment }));
  classroomOf(stores).setState({ part });
}

/** The page is in one class at a time. */
async function leaveOther(stores: Stores): Promise<void> {
  await classroomOf(stores).getState().part?.leave();
}
