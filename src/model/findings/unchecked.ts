/** Statements about Intune mail that no finding makes, and why: asked for by experts, and told to nobody so far. */

interface Unchecked {
  /** The statement, for people. */
  readonly title: string;
  readonly because: string;
}

const BY_FORM = 'the form of the YAML rules it out';

export const UNCHECKED: Readonly<Record<string, Unchecked>> = {
  'ASG-011': {
    title: 'an excluded group lies outside the scope groups of the account',
    because: 'roles of the account are not read; the service refuses the write and the run says so',
  },
  'CRT-015': {
    title: 'an iPhone renews its certificate only while it is unlocked and the threshold is passed',
    because: 'it happens on the device: watch the expiry of certificates in the admin center',
  },
  'LIF-004': {
    title: 'moving work profiles to the Android Management API cannot be undone',
    because: 'the move is a policy of its own, which no run reads, and its effect on mail is not documented',
  },
  'OPS-001': {
    title: 'a change that many people notice starts with a pilot group',
    because: 'gates and limits of a plan ask for approval in its place',
  },
  'SCH-009': { title: 'the two user names that Graph has agree', because: 'one setting writes both' },
  'SCH-014': { title: 'Samsung notes do not synchronize', because: 'no setting offers it' },
  'SCH-022': { title: 'a switch means the same in YAML as in the admin center', because: BY_FORM },
  'SCH-024': {
    title: 'a setting needs a newer system than some devices have',
    because: 'every system that Intune still supports knows all of them',
  },
};
