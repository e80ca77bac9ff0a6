/** The seed of every new lab: the same first steps look the same for everybody. */
export const FIRST_SEED = 1;
