/** What a run has to tell a channel, and telling it: each piece once, and never so that the run fails for it. */

import { digestText } from '../../model/digest.ts';
import { worstLevel } from '../../model/effect.ts';
import { compareText, isLeftDrift } from '../../model/finding.ts';
import { canonical, type JsonValue } from '../../model/json.ts';
import type { News, NewsEvent } from '../../model/news.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Plan } from '../../model/plan.ts';
import type { Heartbeat, HeartbeatReading } from '../../model/state/heartbeat.ts';
import { counted } from '../../model/text.ts';
import type { NewsDesk } from '../ports/news.ts';
import type { HeartbeatKeeper } from '../ports/state.ts';
import type { Interruption } from '../ports/tenant.ts';
import { isDone } from './run-steps.ts';

interface Ending {
  readonly plan: Plan;
  readonly outcome: Outcome;
  /** How many people the changes of these keys concern, each once; null where nobody could count them. */
  readonly peopleOf: (keys: readonly string[]) => number | null;
  /** The service's time. */
  readonly ended: string;
}

type Told = Readonly<Partial<Record<NewsEvent, string>>>;

/** All of it, whether it was told before or not. */
function newsOf(ending: Ending, link: string | null): readonly News[] {
  return [applied(ending, link), waiting(ending, link), drifted(ending, link)].flatMap((one) => one ?? []);
}

function applied(ending: Ending, link: string | null): News | null {
  const { plan, outcome } = ending;
  const done = keysOf(outcome.steps.filter(({ status }) => isDone(status)));
  const { failed } = outcome.summary;
  if (outcome.run.writes === 0 || (done.length === 0 && failed === 0)) return null;
  const fails = failed === 0 ? '' : `, ${counted(failed, 'step')} failed`;
  const rest = outcome.converged ? '; git and tenant agree' : '';
  return news(ending, link, {
    event: 'applied',
    keys: done,
    sentence: (people) => `${counted(done.length, 'change')} applied${fails}, concerning ${people}${rest}`,
    about: { plan: plan.digest, done: [...done], failed },
  });
}

function waiting(ending: Ending, link: string | null): News | null {
  const { plan, outcome } = ending;
  const keys = [...outcome.gated].sort(compareText);
  if (keys.length === 0) return null;
  const verb = keys.length === 1 ? 'waits' : 'wait';
  return news(ending, link, {
    event: 'waiting',
    keys,
    sentence: (people) => `${counted(keys.length, 'change')} ${verb}, concerning ${people}`,
    about: plan.changes.filter(({ key }) => keys.includes(key)).map(({ key, digest }) => ({ key, digest })),
  });
}

function drifted(ending: Ending, link: string | null): News | null {
  const { plan, outcome } = ending;
  const held = plan.changes.filter(({ origin, key }) => origin !== 'intended' && outcome.gated.includes(key));
  const left = (outcome.findings ?? []).filter(isLeftDrift);
  const keys = [...new Set([...held.map(({ key }) => key), ...left.flatMap(({ key }) => key ?? [])])].sort(compareText);
  if (keys.length === 0) return null;
  const what = keys.length === 1 ? 'was changed in the tenant and stays so' : 'were changed in the tenant and stay so';
  return news(ending, link, {
    event: 'drift',
    keys,
    sentence: () => `${counted(keys.length, 'profile')} ${what}`,
    about: [...held.map(({ key, digest }) => ({ key, digest })), ...left.map(({ key, message }) => ({ key, message }))],
  });
}

interface About {
  readonly event: NewsEvent;
  readonly keys: readonly string[];
  readonly sentence: (people: string) => string;
  readonly about: JsonValue;
}

function news(ending: Ending, link: string | null, { event, keys, sentence, about }: About): News {
  const { plan, outcome, peopleOf, ended } = ending;
  const own = plan.changes.filter(({ key }) => keys.includes(key));
  const people = keys.length === 0 ? 0 : peopleOf(keys);
  const text = sentence(people === null ? 'an unknown number of people' : counted(people, 'person', 'people'));
  return {
    version: 1,
    event,
    digest: digestText(canonical({ tenant: plan.tenant.id, owner: plan.tenant.owner, event, about })),
    tenant: plan.tenant.id,
    owner: plan.tenant.owner,
    commit: plan.source.commit,
    at: ended,
    sentence: text,
    changes: keys.length,
    failed: event === 'applied' ? outcome.summary.failed : 0,
    people,
    effect: worstLevel(own.map(({ effect }) => effect.disturbs)),
    converged: outcome.converged,
    link,
  };
}

function keysOf(steps: Outcome['steps']): readonly string[] {
  return [...new Set(steps.map(({ key }) => key))].sort(compareText);
}

interface Delivered {
  /**
   * What is told by now, for the next run. What is no news any more is forgotten, so that it is told again when it comes back.
   * Null where nobody was to be told.
   */
  readonly told: Told | null;
  /** What could not be delivered, for people. */
  readonly faults: readonly string[];
}

/** Sends what was not told yet. What may have arrived counts as told: nothing is sent twice. What was refused is sent by the next run. */
async function deliver(all: readonly News[], before: Told, desk: NewsDesk): Promise<Delivered> {
  const told: Partial<Record<NewsEvent, string>> = before.applied === undefined ? {} : { applied: before.applied };
  const faults: string[] = [];
  for (const one of all.filter(({ event }) => desk.events.includes(event))) {
    if (before[one.event] === one.digest) {
      told[one.event] = one.digest;
      continue;
    }
    const { status, message } = await desk.send(one);
    if (status !== 'refused') told[one.event] = one.digest;
    if (status !== 'sent') faults.push(message);
  }
  return { told, faults };
}

export interface NewsPorts {
  readonly heartbeat: Pick<HeartbeatKeeper, 'read'>;
  readonly news: NewsDesk | null;
  readonly interruption: Interruption;
}

/** At the end of a run. Who asked it to stop waits for no channel. */
export async function tellNews(
  ending: Omit<Ending, 'outcome'> & { readonly outcome: Outcome | null },
  { heartbeat, news: desk, interruption }: NewsPorts,
): Promise<Delivered> {
  const { outcome } = ending;
  if (desk === null || outcome === null || interruption.requested()) return { told: null, faults: [] };
  const reading = await heartbeat.read();
  const before: Told = reading.status === 'found' ? (reading.heartbeat.told ?? {}) : {};
  return deliver(newsOf({ ...ending, outcome }, desk.link), before, desk);
}

/** What the next heartbeat remembers of it. */
export function toldIn(told: Told | null, before: HeartbeatReading): Pick<Heartbeat, 'told'> {
  const known = told ?? (before.status === 'found' ? before.heartbeat.told : undefined);
  return known === undefined ? {} : { told: known };
}
