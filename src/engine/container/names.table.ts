/** Words of which a container without a name gets one. */
export const ADJECTIVES = `
admiring agitated amazing blissful bold brave busy charming clever cool cranky dazzling eager ecstatic elastic elegant
epic fervent focused friendly gallant gifted gracious happy hopeful hungry inspiring jolly jovial keen kind laughing
loving lucid magical modest musing mystifying nervous nifty nostalgic objective optimistic peaceful pensive practical
priceless quirky quizzical relaxed romantic serene sharp silly sleepy stoic strange sweet tender thirsty trusting
unruffled upbeat vibrant vigilant vigorous wizardly wonderful xenodochial youthful zealous zen
`
  .trim()
  .split(/\s+/);

export const SURNAMES = `
archimedes babbage banach bell boyd brown cannon carson cerf chandrasekhar clarke colden cori curie darwin davinci
dijkstra edison einstein elion engelbart euclid euler fermat fermi feynman franklin galileo gates gauss goldberg hamilton
hawking heisenberg hodgkin hofstadter hopper hypatia johnson kalam keller kepler knuth lamarr leakey lovelace lumiere
mayer mcclintock meitner mendeleev moore morse newton nobel noether pasteur pike raman ride ritchie rosalind saha shannon
swirles tesla thompson torvalds turing volhard wiles wilson wozniak wright yalow
`
  .trim()
  .split(/\s+/);
