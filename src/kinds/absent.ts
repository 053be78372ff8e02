/** Kinds that people look for and that there can't be, with what serves in their place. */

interface AbsentKind {
  readonly names: RegExp;
  readonly instead: string;
}

const ABSENT: readonly AbsentKind[] = [
  {
    names: /^android-(?:corporate|enterprise|fully-managed|dedicated|device-owner)-(?:mail|gmail|nine|outlook)$/,
    instead:
      'corporate Android has no mail profiles and gets mail by app configuration: write android-app-config (docs/kinds/android-app-config.md)',
  },
  {
    names: /^(?:android-work|android|ios|windows)-outlook$/,
    instead: 'Outlook is set up by app configuration: write ios-app-config, android-app-config or managed-app-config',
  },
  { names: /^mac-?os-/, instead: 'macOS is not managed here: Intune has no mail profiles for it' },
];

/** What to do in place of a kind that nobody has; undefined for names that are only misspelt. */
export function absentKind(name: string): string | undefined {
  return ABSENT.find(({ names }) => names.test(name.toLowerCase()))?.instead;
}
