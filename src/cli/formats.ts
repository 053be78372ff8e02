/** The formats that each command prints in, by the name of the command. */

export const FORMATS = {
  validate: ['text', 'json', 'sarif', 'github'],
  plan: ['text', 'json', 'markdown', 'sarif', 'github', 'announce'],
  apply: ['text', 'json'],
  reconcile: ['text', 'json'],
  prune: ['text', 'json', 'markdown', 'sarif', 'github'],
  import: ['text', 'json'],
  status: ['text', 'json'],
  doctor: ['text', 'json'],
  explain: ['text'],
  render: ['text'],
  'tenants list': ['text', 'json'],
  'tenants matrix': ['text'],
  'tenants gate': ['text', 'json'],
  'tenants report': ['text', 'json', 'markdown', 'html'],
  'state show': ['text', 'json'],
  'state unlock': ['text'],
  'state rebuild': ['text'],
} as const;

export type CommandName = keyof typeof FORMATS;
export type Format<V extends CommandName = CommandName> = (typeof FORMATS)[V][number];
