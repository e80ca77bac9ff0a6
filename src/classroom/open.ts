import { createInstructor, newClass, type HeldClass } from './instructor.ts';
import type { ClassLink } from './link.ts';
import { forgetClass, keepClass, pupilOf, rememberFollowed, rememberHeld } from './rooms.ts';
import type { Instructor, Student } from './session.ts';
import { createStudent } from './student.ts';
import type { Connect } from './transport/transport.ts';

/** Begins a class, which this browser can resume until it is ended. */
export async function startClass(connect: Connect): Promise<Instructor> {
  const held = await newClass();
  await keepClass(held).catch(() => undefined); // where nothing can be kept, it cannot be resumed
  return resumeClass(held, connect);
}

/** Goes on with a class that was left: see `heldClasses`. */
export async function resumeClass(held: HeldClass, connect: Connect): Promise<Instructor> {
  const instructor = await createInstructor({
    held,
    connect,
    remember: (epoch) => void rememberHeld(held.secret, epoch),
  });
  instructor.subscribe(({ standing }) => {
    if (standing === 'ended') void forgetClass(held).catch(() => undefined);
  });
  return instructor;
}

/** Follows a class, as the one that this browser was before, if it was there. */
export async function joinClass(link: ClassLink, connect: Connect): Promise<Student> {
  const pupil = await pupilOf(link);
  return createStudent({ link, pupil, connect, remember: (change) => void rememberFollowed(link.secret, change) });
}
