/** Bugs of other tools, put back into ours: a piece of source, what stands there with the bug, and the test that notices. */

export interface Mutant {
  readonly name: string;
  /** Where it happened, as their trackers name it. */
  readonly after: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Title of the test, in `anchors.test.ts` unless `in` says otherwise. */
  readonly caughtBy: string;
  readonly in?: string;
}

const CONTRACT = 'test/faults/state-contract.test.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a POST is sent again after a lost answer',
    after: 'microsoft-graph-client retry handler, IntuneCD#255',
    file: 'src/io/graph/http/retry.ts',
    find: "if (exchange.kind === 'lost') return repeatable && !exchange.permanent;",
    replace: "if (exchange.kind === 'lost') return !exchange.permanent;",
    caughtBy: 'a lost answer is looked up, not sent again',
  },
  {
    name: 'an orphan of a lost answer is not looked for before a create',
    after: 'crossplane-runtime#279, upjet#681',
    file: 'src/app/apply/execute-create.ts',
    find: 'if (alike.length > 0) return foundBefore(',
    replace: 'if (alike.length < 0) return foundBefore(',
    caughtBy: 'a list that hides an orphan is not believed at once',
    in: 'test/faults/historic/unit.test.ts',
  },
  {
    name: 'intents are not believed: the orphan of a dead run is a stranger',
    after: 'crossplane-runtime#283',
    file: 'src/core/state/identify.ts',
    find: 'return input.intents.some((intent) => {',
    replace: 'return input.intents.every((intent) => {\n    if (intent.key !== "") return false;',
    caughtBy: 'a process killed behind a create leaves no twin',
  },
  {
    name: 'moved is ignored: a rename destroys and creates',
    after: 'terraform#591, flux2#3316, OpenTofu#4041',
    file: 'src/core/state/identify.ts',
    find: 'rename(input.inventory ?? EMPTY_INVENTORY, input.moved)',
    replace: 'rename(input.inventory ?? EMPTY_INVENTORY, {})',
    caughtBy: 'a rename of the key creates and removes nothing',
  },
  {
    name: 'protection vanishes with its block',
    after: 'terraform#2159, #24658',
    file: 'src/core/diff/proposed-change.ts',
    find: 'protect: entry?.protect ?? false,',
    replace: 'protect: false,',
    caughtBy: 'protection outlives its YAML',
  },
  {
    name: 'an incomplete list counts as the whole',
    after: 'argo-cd#3484, applicationset#560',
    file: 'src/app/plan/refresh.ts',
    find: 'proposals: incomplete ?',
    replace: 'proposals: incomplete && proposals.length < 0 ?',
    caughtBy: 'on a list with a hole no create and no removal is decided',
    in: 'test/faults/historic/unit.test.ts',
  },
  {
    name: 'a state that cannot be read counts as none',
    after: 'octodns#61 (fail open)',
    file: 'src/app/plan/read-state.ts',
    find: "case 'unreachable':\n      return { ...NOTHING, problem:",
    replace: "case 'unreachable':\n      return NOTHING;\n      return { ...NOTHING, problem:",
    caughtBy: 'a state branch out of reach is never an empty one',
  },
  {
    name: 'what the plan replaces is not read again before the write',
    after: 'terraform PR#4616, pulumi#2318',
    file: 'src/core/plan/precondition.ts',
    find: "return moved.length === 0 ? READY : { verdict: 'changed', what: moved.join(', ') };",
    replace: "return moved.length >= 0 ? READY : { verdict: 'changed', what: moved.join(', ') };",
    caughtBy: 'an edit between plan and write is not overwritten',
  },
  {
    name: 'a gate that nobody opened lets the change through',
    after: 'octodns#527, #785',
    file: 'src/core/plan/gates.ts',
    find: "if (disturbsToo(effect, config.approval.from)) gates.push('effect');",
    replace: '',
    caughtBy: 'a change that people would notice waits for an approval',
  },
  {
    name: 'a suspended profile is applied',
    after: 'argo-cd#28929',
    file: 'src/core/plan/gates.ts',
    find: "gates.push('suspended');",
    replace: '{}',
    caughtBy: 'a suspended profile waits',
  },
  {
    name: 'self-heal heals everything',
    after: 'argo-cd#5762, #18442',
    file: 'src/core/policy/heal.ts',
    find: "return policy === 'silent' && compareLevels(gateLevel(verdict), 'silent') > 0;",
    replace: 'return false;',
    caughtBy: 'drift that people would notice is never healed unattended',
  },
  {
    name: 'self-heal heals nothing once it has begun',
    after: 'argo-cd#21599, #23591',
    file: 'src/core/policy/heal.ts',
    find: "if (fought.has(path) || policy === 'never') return true;",
    replace: "if (!fought.has(path) || policy === 'never') return true;",
    caughtBy: 'drift that nobody notices is healed',
  },
  {
    name: 'a field that is missing is cleared',
    after: 'fleet#30210, #17209, PR#39790',
    file: 'src/core/diff/three-way.ts',
    find: 'const [base, wish, wasManaged] = [bases.get(path), wanted.get(path), before.has(path)];',
    replace:
      "const [base, wasManaged] = [bases.get(path), before.has(path)];\n    const wish = wanted.get(path) ?? (path === '/settings/mailToSync' ? 'userDefined' : undefined);",
    caughtBy: 'a field that git leaves out is left to the portal',
  },
  {
    name: 'a copy counts as the object itself',
    after: 'IntuneCD#208, Microsoft365DSC#5447',
    file: 'src/core/state/identify.ts',
    find: 'const live = state.byId.get(entry.id);',
    replace:
      'const live = state.input.live.find((one) => one.marker?.key === key && one.id !== entry.id) ?? state.byId.get(entry.id);',
    caughtBy: 'a copy from the portal is left alone',
  },
  {
    name: 'grace is over at once',
    after: 'kustomize-controller#1664',
    file: 'src/core/state/grace.ts',
    find: 'at >= from;',
    replace: 'at >= 0;',
    caughtBy: 'a tombstone waits for its grace',
  },
  {
    name: 'prune does not look whether somebody has the object',
    after: 'argo-cd#16838',
    file: 'src/core/state/grace.ts',
    find: 'if (live.assignments.length > 0) return refuse(',
    replace: 'if (live.assignments.length < 0) return refuse(',
    caughtBy: 'a tombstone that somebody assigned again stays',
  },
  {
    name: 'another kind under a key replaces the object',
    after: 'terraform#9048',
    file: 'src/core/state/pair.ts',
    find: 'if (claim.live.kind !== desired.kind) {',
    replace: "if (claim.live.kind === '') {",
    caughtBy: 'another kind under a key replaces nothing',
  },
  {
    name: 'a released object is taken away',
    after: 'terraform#15485 (removed without forgetting)',
    file: 'src/core/state/identify.ts',
    find: 'filter(([key]) => !Object.hasOwn(input.release, key));',
    replace: 'filter(([key]) => key !== "");',
    caughtBy: 'a released object runs on',
  },
  {
    name: 'two runs hold one lock',
    after: 'measured: locks without compare-and-swap',
    file: 'src/model/state/lock.ts',
    find: 'if (lock.holder !== null) return heldBy(lock.holder, graceSeconds);',
    replace: '',
    caughtBy: 'has one holder, who alone renews and releases',
    in: CONTRACT,
  },
  {
    name: 'a lock is stolen without waiting',
    after: 'atlantis PR#6802',
    file: 'src/model/state/lock.ts',
    find: 'return over ? { ok: true',
    replace: 'return over || !over ? { ok: true',
    caughtBy: 'has one holder, who alone renews and releases',
    in: CONTRACT,
  },
  {
    name: 'a late holder writes on',
    after: 'Jepsen on locks; pulumi#1924',
    file: 'src/model/state/lock.ts',
    find: 'return lock.epoch === lease.epoch && lock.holder?.nonce === lease.nonce;',
    replace: 'return lock.epoch >= lease.epoch;',
    caughtBy: 'goes to a thief after expiry and grace, and the late holder has lost it',
    in: CONTRACT,
  },
  {
    name: 'the lock of a dead run is never taken over',
    after: 'pulumi#1924, atlantis PR#6802',
    file: 'src/app/apply/run-lease.ts',
    find: "const gone = asked.status === 'held' && asked.stealableFrom <= now;",
    replace: "const gone = asked.status === 'held' && asked.stealableFrom === '';",
    caughtBy: 'a dead lock is taken over after its grace',
  },
  {
    name: 'the exit code of a refused token is that of success',
    after: 'terraform#35117, #36403',
    file: 'src/report/exit-code.ts',
    find: "    case 'auth':\n    case 'permission':\n      return EXIT.denied;",
    replace: "    case 'auth':\n    case 'permission':\n      return EXIT.unreadable;",
    caughtBy: 'a refused token ends with its own code',
  },
];
