/** Examples of each command, as its help shows them: what to type, and what for. */

import type { CommandName } from './formats.ts';

type Example = readonly [command: string, purpose: string];

export const EXAMPLES: Readonly<
  Record<CommandName | 'report' | 'init' | 'tenant serve' | 'completion', readonly Example[]>
> = {
  validate: [
    ['postilion validate', 'check all files; no tenant is asked'],
    ['postilion validate --format github', 'as annotations of a pull request'],
    ['postilion validate --as-of 2027-01-15', 'with the rules of that day'],
  ],
  plan: [
    ['postilion plan', 'what would change, and for whom'],
    ['postilion plan --out plan.json', 'keep it, to apply exactly this'],
    ['postilion plan --target ios-sales', 'of one profile only'],
    ['postilion plan --base main', 'with the findings that main does not have told apart'],
    ['postilion plan --format announce --language nl', 'what to tell the help desk and the people concerned'],
    ['postilion plan --all-tenants --out-dir plans', 'of each tenant of tenants.yaml, side by side'],
    ['postilion plan --verbose', 'with each setting of new profiles, all findings and each request'],
  ],
  apply: [
    ['postilion apply', 'do what needs no approval; asks first'],
    ['postilion apply --approve 56bee5aaab59c1f0-320', 'and what the plan gave this code'],
    ['postilion apply --plan plan.json', 'exactly what was planned, and no more'],
    ['postilion apply --yes --quiet', 'without a question, telling only what waits or failed'],
  ],
  reconcile: [
    ['postilion reconcile', 'what a schedule runs every two hours'],
    ['postilion reconcile --detailed-exitcode', 'exit 3 while something waits'],
  ],
  prune: [
    ['postilion prune', 'what would be deleted'],
    ['postilion prune --apply', 'delete what needs no approval; asks first'],
    ['postilion prune --apply --approve 56bee5aaab59c1f0-0', 'and what the plan gave this code'],
  ],
  report: [
    ['postilion report --plan plan.json --format comment', 'what a comment on a pull request would say'],
    ['postilion report --plan plan.json --to github --pr 7', 'write it there, or rewrite the one that is there'],
    ['postilion report --plans plans --to github --pr 7', 'of several tenants, in one comment'],
  ],
  import: [
    ['postilion import --list', 'what could be imported, and what is left alone'],
    ['postilion import --all --out profiles', 'YAML for everything that nobody manages yet'],
    ['postilion import --id 0d3c5a1e-… --out profiles', 'of one object'],
  ],
  status: [
    ['postilion status', 'how far each profile has reached'],
    ['postilion status ios-sales', 'one of them'],
    ['postilion status ios-sales --since last', 'whether its people noticed what the last run predicted'],
    ['postilion status --max-age 6h', 'whether the schedule is alive; ends with 5 where it is not'],
  ],
  doctor: [
    ['postilion doctor', 'what stands in the way of a plan'],
    ['postilion doctor --for apply', 'and of an apply'],
    ['postilion doctor --for github --oidc oidc.json', 'app registrations and federated credentials, to copy'],
  ],
  explain: [
    ['postilion explain ios-sales', 'a profile, field by field'],
    ['postilion explain EFF-IOS-OAUTH-ON', 'why a change does what it does'],
    ['postilion explain ios-mail.oauth', 'a setting'],
    ['postilion explain filter "Corporate iPhones" --names', 'which devices a filter matches'],
  ],
  render: [
    ['postilion render --tenant contoso', 'what one tenant gets'],
    ['postilion render --tenant contoso --explain', 'and from which line each field comes'],
  ],
  'tenants list': [
    ['postilion tenants list --changed-since origin/main', 'the tenants that a branch concerns'],
    ['postilion tenants list --names --part 0/5', 'the first fifth of them, for a job of its own'],
  ],
  'tenants matrix': [
    ['postilion tenants matrix --wave canary --shard-size 20', 'the jobs of a wave, for GitHub Actions'],
  ],
  'tenants gate': [
    ['postilion tenants gate --wave canary --commit $(git rev-parse HEAD)', 'whether the next wave may begin'],
  ],
  'tenants report': [
    ['postilion tenants report', 'how all tenants are, the silent ones first'],
    ['postilion tenants report --format html', 'as a page'],
  ],
  'state show': [['postilion state show', 'what is managed, and who holds the lock']],
  'state unlock': [
    ['postilion state unlock', 'who holds the lock, and what opens it'],
    ['postilion state unlock 5f2c0c9e…', 'open it, once the run that holds it is dead'],
  ],
  'state rebuild': [
    ['postilion state rebuild', 'what would be remembered'],
    ['postilion state rebuild --yes', 'remember it'],
  ],
  init: [['postilion init mail --owner contoso-mail', 'a new repository in the folder mail']],
  'tenant serve': [['postilion tenant serve --port 4312', 'a tenant to try things on']],
  completion: [
    ['source <(postilion completion bash)', 'for this shell'],
    ['postilion completion fish | source', 'for this one'],
  ],
};

/** The lines below a command's flags; the purposes stand below each other. */
export function examplesText(examples: readonly Example[]): string {
  const width = Math.max(...examples.map(([command]) => command.length));
  const lines = examples.map(([command, purpose]) => `  ${command.padEnd(width)}  ${purpose}`);
  return `\nExamples:\n${lines.join('\n')}`;
}
