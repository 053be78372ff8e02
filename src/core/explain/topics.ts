/** What is asked about Intune mail beside single codes, in few lines; `docs/choosing.md` says more. */

import { SOURCES, type SourceKey } from '../../model/sources.ts';

interface Topic {
  readonly title: string;
  readonly lines: readonly string[];
  readonly sources: readonly SourceKey[];
}

const TOPICS: Readonly<Record<string, Topic>> = {
  removal: {
    title: 'what takes mail away from devices',
    lines: [
      'unassigning, narrowing or deleting a mail profile, and leaving its group: account and mail leave the device within hours',
      'an app that is no longer assigned stays where it is; only an assignment with intent: uninstall takes it away',
      'retire: profiles and cached mail leave the device, on a personally-owned Android device the whole work profile',
      'wipe: everything leaves the device',
      'Postilion unassigns and deletes after an approval; it never retires or wipes a device, people do that in the admin center',
    ],
    sources: ['TDP', 'RET', 'WIP'],
  },
  choosing: {
    title: 'which profile or configuration, on which devices',
    lines: [
      'iPhones and iPads: ios-mail for Apple Mail, ios-app-config for Outlook',
      'personally-owned work profiles: android-work-gmail or android-work-nine, android-app-config for Outlook; existing profiles may stay',
      'Android of the company: android-app-config for every app, there are no mail profiles; the system app is hidden',
      'Windows: microsoft-365-apps brings Outlook, no profile sets it up',
      'devices that are not enrolled: managed-app-config',
      'never a mail profile and a configuration for one app; groups of users, not of devices, for mail and every part of its chain',
    ],
    sources: ['CFG', 'AEW', 'ACO'],
  },
};

/** The names that `explain topic` takes. */
export const TOPIC_NAMES: readonly string[] = Object.keys(TOPICS).sort();

/** The topic as text, or null when nothing is known under that name. */
export function explainTopic(name: string): string | null {
  const topic = Object.hasOwn(TOPICS, name) ? TOPICS[name] : undefined;
  if (topic === undefined) return null;
  const { title, lines, sources } = topic;
  return [
    `${name}: ${title}`,
    ...lines.map((line) => `  ${line}`),
    ...sources.map((key) => `  ${key}: ${SOURCES[key]}`),
  ].join('\n');
}
