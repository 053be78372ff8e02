/** One process of Postilion: a use case over ports that can be killed, cut off and lied to at every call. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { ApplyPorts } from '../../src/app/apply/apply.ts';
import { type Ran as AppRan, applyRepository, prune, type RunPorts, reconcile } from '../../src/app/apply/run.ts';
import type { UsableRepository } from '../../src/app/load-repository.ts';
import type { StateStore } from '../../src/app/ports/state.ts';
import { readApproval } from '../../src/cli/flags/approval.ts';
import { ranExitCode } from '../../src/cli/refusal.ts';
import { connectWriter } from '../../src/io/graph/connect.ts';
import type { Approval } from '../../src/model/approval.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Plan } from '../../src/model/plan.ts';
import { LEAN } from '../lean-way.ts';
import { NO_APPROVAL } from '../no-approval.ts';
import { EVERY_EFFECT, QUIET } from '../scenarios/quiet-run.ts';
import { codesAsked } from './codes-asked.ts';
import { type CutCall, cutState } from './cut-state.ts';
import type { FaultRunner } from './fault-runner.ts';
import type { FaultInjector, FaultyServer } from './faulty-server.ts';
import { type Call, callOf, type InjectedFault, NOTHING, type Select } from './injected-faults.ts';
import type { Reading, Told } from './readers.ts';
import { type Sent, sentLedger } from './sent.ts';
import { callersOf } from './sources.ts';
import type { World } from './world.ts';

export type Verb = 'apply' | 'reconcile' | 'prune';

export interface RunHow {
  readonly verb: Verb;
  readonly repository: UsableRepository;
  /** A command that only reads, in place of the verb. */
  readonly reading?: Reading;
  /** Every effect is approved when left out; `codes`: what the plan asks for just before the run. */
  readonly approve?: readonly string[] | 'codes';
  readonly isFull?: true;
  readonly decide?: Select;
  /** How much time each call takes. */
  readonly secondsPerCall?: number;
  /** How many steps are in flight at once; the repository's own number when left out. */
  readonly concurrency?: number;
  /** How far this machine's clock is ahead of the service's. */
  readonly clockAheadMs?: number;
  /** Asked to stop behind so many steps. */
  readonly stopAfter?: number;
  /** Records where in `src` each call is made: only where somebody asks, since looking takes time. */
  readonly traced?: boolean;
  /** Seconds until a request that nobody answers counts as lost; only a fault that hangs makes it small. */
  readonly timeoutSeconds?: number;
}

export interface Ran {
  /** Null for a run that was killed. */
  readonly code: number | null;
  readonly plan: Plan | null;
  readonly outcome: Outcome | null;
  /** Of a command that only reads. */
  readonly told?: Told;
  readonly calls: readonly Call[];
  /** What the tenant carried out, in order. */
  readonly sent: readonly Sent[];
}

const TOOL = 'postilion 0.1.0';
const NEVER = new Promise<never>(() => {});
/** Far beyond what any run takes. */
const STUCK_MS = 600_000;
const CALLER = new AsyncLocalStorage<readonly string[]>();

export class Runner {
  readonly name: string;
  readonly calls: Call[] = [];
  readonly sent: Sent[] = [];
  readonly #world: World;
  readonly #how: RunHow;
  readonly #faultRunner: FaultRunner;
  #state: 'alive' | 'dying' | 'dead' = 'alive';
  #callers: readonly string[] = [];
  #died: () => void = () => {};
  readonly #watch = new AbortController();
  readonly #death = new Promise<'dead'>((resolve) => {
    this.#died = () => resolve('dead');
  });

  constructor(name: string, world: World, how: RunHow, faultRunner: FaultRunner) {
    this.name = name;
    this.#world = world;
    this.#how = how;
    this.#faultRunner = faultRunner;
  }

  /** Runs to the end, or to its death. A fault of ours (an exception) is thrown. */
  async run(faulty: FaultyServer): Promise<Ran> {
    const leave = faulty.admit(this.name, this.#faultInjector());
    try {
      const ended = await Promise.race([this.#work(faulty), this.#death, this.#stuck()]);
      const { calls, sent } = this;
      if (ended === 'dead' || this.#state !== 'alive') return { code: null, plan: null, outcome: null, calls, sent };
      return { ...ended, calls, sent };
    } finally {
      this.#watch.abort();
      leave();
      // Following calls through promises slows every run down, and no two that are followed overlap.
      if (this.#how.traced === true) CALLER.disable();
      this.#faultRunner.forget(this.name);
    }
  }

  /** Kills the process where it is: whatever it waits for never comes. */
  kill(): void {
    this.#state = 'dead';
    this.#faultRunner.forget(this.name);
    this.#died();
  }

  /** A run that waits for something that never comes is a fault of the harness, and should say where. */
  async #stuck(): Promise<never> {
    await setTimeout(STUCK_MS, undefined, { signal: this.#watch.signal, ref: false }).catch(() => NEVER);
    throw new Error(`${this.name} is stuck behind ${JSON.stringify(this.calls.slice(-3))}`);
  }

  async #work(faulty: FaultyServer): Promise<Pick<Ran, 'code' | 'plan' | 'outcome' | 'told'>> {
    const { verb, repository } = this.#how;
    const clock = this.#clock();
    const approval = await this.#approval(faulty);
    const tenant = await this.#connect(faulty.url);
    const state = this.#stateClient();
    if (this.#how.reading !== undefined) {
      const told = await this.#how.reading({ reader: tenant, state, clock, repository });
      return { code: told.code, plan: null, outcome: null, told };
    }
    const { stopAfter } = this.#how;
    let ended = 0;
    const ran = await this.#begin(approval, {
      tenant,
      state,
      clock,
      progress: { ...QUIET.progress, stepEnded: () => void (ended += 1) },
      interruption: { requested: () => stopAfter !== undefined && ended >= stopAfter },
    });
    const gates = verb === 'reconcile' ? 'status' : 'stop';
    return { code: ranExitCode(ran, { gates }), plan: ran.plan, outcome: ran.outcome };
  }

  /** What this machine takes for the time. */
  #clock() {
    const { time } = this.#world;
    const { clockAheadMs = 0 } = this.#how;
    return { now: () => new Date(time.now + clockAheadMs).toISOString() };
  }

  /** What is approved was decided before the run: looking it up is none of its calls. */
  async #approval(faulty: FaultyServer): Promise<Approval> {
    const { approve, repository } = this.#how;
    if (approve === undefined) return EVERY_EFFECT;
    if (approve !== 'codes') return readApproval({ approve, approveDigest: [] }, false);
    return { ...NO_APPROVAL, codes: await codesAsked(this.name, repository, this.#world, faulty) };
  }

  async #begin(approval: Approval, ports: RunPorts): Promise<AppRan> {
    const { verb, isFull = false } = this.#how;
    const repository = sideBySideIn(this.#how);
    const bare = { repository, mayBeDirty: true, approvedBy: null, who: this.name, tool: TOOL, isFull };
    if (verb === 'prune') return prune({ ...bare, approval, saved: null }, ports);
    if (verb === 'reconcile') return reconcile({ ...bare, approval }, ports);
    return applyRepository({ ...bare, approval, saved: null }, ports);
  }

  async #connect(root: string): Promise<ApplyPorts['tenant']> {
    const world = this.#world;
    const { clockAheadMs: ahead = 0 } = this.#how;
    const bare = await connectWriter({
      ...LEAN,
      root,
      token: async (refused) => {
        // Asked again after a 401 there's no other token, and no call follows.
        if (refused === undefined) await this.#turn();
        return this.name;
      },
      log: () => this.#faultRunner.leave(this.name),
      clock: () => world.time.now + ahead,
      timeoutSeconds: this.#how.timeoutSeconds ?? 100,
      timing: {
        now: () => world.time.now + ahead,
        sleep: async (ms) => {
          if (this.#state === 'dead') await NEVER;
          world.time.now += ms;
        },
        random: () => 0.5,
      },
    });
    // Between its token and its request a write asks whether it may start, which can be a call of its own.
    const tenant: ApplyPorts['tenant'] = {
      ...bare,
      write: (request, mayStart = async () => true) =>
        bare.write(request, async () => {
          // What others of the same process did before its turn came again would be between the question and the request.
          for (let before = -1; before !== this.calls.length; ) {
            this.#faultRunner.leave(this.name);
            if (!(await mayStart())) return false;
            before = this.calls.length;
            await this.#turn();
          }
          return true;
        }),
    };
    if (this.#how.traced !== true) return tenant;
    return {
      ...tenant,
      list: (request) => CALLER.run(callersOf('list'), () => tenant.list(request)),
      get: (request) => CALLER.run(callersOf('get'), () => tenant.get(request)),
      batch: (requests) => CALLER.run(callersOf('batch'), () => tenant.batch(requests)),
      write: (request, mayStart) => CALLER.run(callersOf('write'), () => tenant.write(request, mayStart)),
    };
  }

  /** Waits until it's this process's turn to call; a dead one waits for ever. */
  async #turn(): Promise<void> {
    if (this.#state === 'dying') this.kill();
    if (this.#state === 'dead') await NEVER;
    const callers = this.#how.traced === true ? (CALLER.getStore() ?? []) : [];
    await this.#faultRunner.enter(this.name);
    if (this.#state === 'dead') await NEVER;
    this.#callers = callers;
  }

  #selectFor(
    call: Pick<Call, 'port' | 'site' | 'writes'>,
    items: readonly string[] = [],
    paths: readonly string[] = [],
  ): InjectedFault {
    const whole = { ...call, items, paths, index: this.calls.length, sources: this.#callers };
    this.calls.push(whole);
    this.#world.time.now += 1000 * (this.#how.secondsPerCall ?? 0);
    const injected = this.#how.decide?.(whole) ?? NOTHING;
    if (injected.does === 'die') {
      if (injected.when === 'later') this.#state = 'dying';
      else setImmediate(() => this.kill());
    }
    return injected;
  }

  #faultInjector(): FaultInjector {
    const { tenant, time, store } = this.#world;
    let items: string[] = [];
    let paths: string[] = [];
    let injected: InjectedFault = NOTHING;
    return {
      tenant,
      clock: () => new Date(time.now),
      ledger: sentLedger(
        store,
        this.sent,
        () => this.calls.length,
        () => injected.does !== 'answer' || injected.after,
      ),
      arrives: (method, path) => {
        items = [];
        paths = [path];
        const writes = method !== 'GET' && !path.endsWith('/$batch');
        injected = this.#selectFor({ port: 'graph', site: callOf(method, path), writes }, items, paths);
        return injected;
      },
      item: (method, path) => {
        items.push(callOf(method, path));
        paths.push(path);
      },
      hollow: (method, path) => this.#world.hollow(method, path),
    };
  }

  #stateClient(): StateStore {
    const call: CutCall = async (site, writes, work, lost) => {
      // Only where it is asked for: following calls through promises slows every one of them down.
      if (this.#how.traced === true) await CALLER.run(callersOf(site), () => this.#turn());
      else await this.#turn();
      const injected = this.#selectFor({ port: 'git', site, writes });
      const [before, after] =
        injected.does === 'die' ? [injected.when === 'before', injected.when === 'after'] : [false, false];
      if (before) return NEVER;
      const answer = injected.does === 'git' && !injected.after ? lost(injected) : await work();
      if (after) return NEVER;
      this.#faultRunner.leave(this.name);
      return injected.does === 'git' ? lost(injected) : answer;
    };
    return cutState(this.#world.stateClient(), call);
  }
}

/** With as many steps in flight as the story says. */
function sideBySideIn({ repository, concurrency = repository.config.apply.concurrency }: RunHow): UsableRepository {
  return { ...repository, config: { ...repository.config, apply: { concurrency } } };
}
