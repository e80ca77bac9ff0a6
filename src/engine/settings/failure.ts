/** Why a daemon does not start, as it writes it. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}
