import { useClassroom } from './classroom.ts';
import { AttendingStrip } from './AttendingStrip.tsx';
import { TeachingStrip } from './TeachingStrip.tsx';

/** Under the picture: the class that one drives or follows. */
export default function ClassStrip() {
  const part = useClassroom((classroom) => classroom.part);
  if (part === undefined) return null;
  return part.kind === 'teaching' ? <TeachingStrip teaching={part} /> : <AttendingStrip attending={part} />;
}
