/** The formats that each verb prints in, by the name of the verb. */

export const FORMATS = {
  validate: ['text', 'json', 'sarif', 'github'],
  plan: ['text', 'json', 'markdown', 'sarif', 'github'],
  apply: ['text', 'json'],
  reconcile: ['text', 'json'],
  prune: ['text', 'json', 'markdown'],
  import: ['text', 'json'],
  status: ['text', 'json'],
  doctor: ['text', 'json'],
  explain: ['text'],
  'state show': ['text', 'json'],
  'state unlock': ['text'],
  'state rebuild': ['text'],
} as const;

export type Verb = keyof typeof FORMATS;
export type Format<V extends Verb = Verb> = (typeof FORMATS)[V][number];
