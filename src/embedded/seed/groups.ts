/** Contoso's groups: nested, overlapping, dynamic, cyclic, and one name twice, as directories grow over the years. */
import type { JsonObject } from '../../model/json.ts';
import type { Entity } from '../store/store.ts';
import { draw } from './draw.ts';
import type { FleetDevice } from './fleet.ts';
import type { Person } from './people.ts';
import { seedEntity, seedId } from './seed-entity.ts';

/** The id of a seeded group by its key: the name, or `name#2` for the second of that name. */
export function groupId(key: string): string {
  return seedId('groups', key);
}

interface ProposedChange {
  readonly key: string;
  readonly description: string;
  readonly members: readonly string[];
  readonly rule?: string;
}

/** All groups with their direct members. */
export function makeGroups(people: readonly Person[], fleet: readonly FleetDevice[]): readonly Entity[] {
  const proposals = [
    ...salesGroups(people),
    ...departmentGroups(people),
    ...crossGroups(people),
    ...deviceGroups(fleet),
    ...officeGroups(people),
    ...oddGroups(people),
  ];
  return proposals.map((proposed, index) => {
    const entity = seedEntity('groups', proposed.key, index + 1, 'group', propertiesOf(proposed));
    return { ...entity, members: [...new Set(proposed.members)] };
  });
}

function propertiesOf(proposed: ProposedChange): JsonObject {
  const displayName = proposed.key.replace(/#\d+$/, '');
  return {
    displayName,
    description: proposed.description,
    createdDateTime: '2021-03-01T08:00:00Z',
    groupTypes: proposed.rule === undefined ? [] : ['DynamicMembership'],
    mailEnabled: false,
    mailNickname: proposed.key.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
    securityEnabled: true,
    ...(proposed.rule === undefined ? {} : { membershipRule: proposed.rule, membershipRuleProcessingState: 'On' }),
  };
}

function idsOf(people: readonly Person[]): readonly string[] {
  return people.map((person) => person.id);
}

/** Three regional groups inside one; 340 people in all, four of them in two regions. */
function salesGroups(people: readonly Person[]): readonly ProposedChange[] {
  const sales = people.filter((person) => person.department === 'Sales');
  const helpers = people.filter((person) => person.department === 'Marketing').slice(0, 20);
  const emea = sales.slice(0, 130);
  const americas = [...sales.slice(130, 250), ...emea.slice(0, 2)];
  const apac = [...sales.slice(250, 310), ...helpers.slice(0, 10), ...americas.slice(0, 2)];
  const direct = [...sales.slice(310), ...helpers.slice(10)];
  return [
    {
      key: 'Sales users',
      description: 'Everyone in sales. Regions are nested.',
      members: [groupId('Sales EMEA'), groupId('Sales Americas'), groupId('Sales APAC'), ...idsOf(direct)],
    },
    { key: 'Sales EMEA', description: 'Sales, Europe, Middle East, Africa', members: idsOf(emea) },
    { key: 'Sales Americas', description: 'Sales, both Americas', members: idsOf(americas) },
    { key: 'Sales APAC', description: 'Sales, Asia and Pacific', members: idsOf(apac) },
  ];
}

function departmentGroups(people: readonly Person[]): readonly ProposedChange[] {
  const names: Readonly<Record<string, string>> = {
    Engineering: 'Engineering users',
    Finance: 'Finance users',
    Executive: 'Executives',
    'Field service': 'Field service users',
    Operations: 'Operations users',
    Marketing: 'Marketing users',
    'Customer care': 'Customer care users',
    IT: 'IT staff',
    'Human resources': 'HR users',
    Legal: 'Legal users',
    Research: 'Research users',
  };
  return Object.entries(names).map(([department, key]) => ({
    key,
    description: `${department}, maintained by the service desk`,
    members: idsOf(people.filter((person) => person.department === department)),
  }));
}

/** Groups across departments; contractors overlap Sales and Engineering, the pilots a bit of everything. */
function crossGroups(people: readonly Person[]): readonly ProposedChange[] {
  const some = (key: string, perMille: number) =>
    people.filter((person) => draw(`${key}/${person.upn}`, 1000) < perMille);
  const one = (department: string, from: number, to: number) =>
    people.filter((person) => person.department === department).slice(from, to);
  const pilots = [
    ...one('Sales', 0, 8),
    ...one('Engineering', 0, 6),
    ...one('Finance', 0, 3),
    ...one('IT', 0, 6),
    ...one('Executive', 0, 2),
  ];
  return [
    { key: 'Contractors', description: 'External staff', members: idsOf(people.filter((person) => person.contractor)) },
    { key: 'Mail pilot users', description: 'Volunteers for changes to mail', members: idsOf(pilots) },
    { key: 'VPN pilot users', description: 'Per-app VPN pilot', members: idsOf(some('vpn', 20)) },
    {
      key: 'Works council',
      description: 'Betriebsrat',
      members: idsOf(people.filter((person) => person.region === 'EMEA' && person.number % 120 === 7)),
    },
    {
      key: 'All employees',
      description: 'Everyone with an account who is not external',
      members: idsOf(
        people.filter((person) => !person.contractor && person.entity.properties['accountEnabled'] === true),
      ),
      rule: '(user.accountEnabled -eq true) and (user.userType -eq "Member") and not (user.displayName -match "external")',
    },
    {
      key: 'S/MIME users',
      description: 'People who sign and encrypt mail',
      members: [groupId('Executives'), groupId('Legal users')],
    },
    { key: 'Mail exceptions', description: 'No managed mail on the phone', members: idsOf(some('exception', 8)) },
    { key: 'Android pilot users', description: 'Android early adopters', members: idsOf(some('android', 15)) },
  ];
}

function deviceGroups(fleet: readonly FleetDevice[]): readonly ProposedChange[] {
  const ids = (...sorts: readonly string[]) =>
    fleet.filter((device) => sorts.includes(device.sort)).map((device) => device.entra.id);
  return [
    {
      key: 'iOS devices corporate',
      description: 'Company iPhones and iPads',
      members: ids('corporate iPhone', 'corporate iPad', 'meeting room iPad'),
      rule: '(device.deviceOwnership -eq "Company") and (device.deviceOSType -in ["iOS","iPadOS"])',
    },
    {
      key: 'Android work profile devices',
      description: 'Personal Android phones with a work profile',
      members: ids('work profile'),
      rule: '(device.deviceOwnership -eq "Personal") and (device.deviceOSType -eq "Android")',
    },
    { key: 'Meeting room iPads', description: 'Shared iPads, nobody signs in', members: ids('meeting room iPad') },
    { key: 'Warehouse scanners', description: 'Dedicated Android devices', members: ids('dedicated Android') },
    { key: 'Windows laptops', description: 'Autopilot laptops', members: ids('Windows') },
  ];
}

function officeGroups(people: readonly Person[]): readonly ProposedChange[] {
  const offices = ['Berlin', 'London', 'Milan', 'Seattle', 'Toronto', 'Singapore', 'Tokyo', 'Sydney'];
  return offices.map((office) => ({
    key: `Office ${office}`,
    description: `People in ${office}`,
    members: idsOf(people.filter((person) => person.entity.properties['officeLocation'] === office)),
  }));
}

/** Two groups of one name, two that contain each other, and an empty one. */
function oddGroups(people: readonly Person[]): readonly ProposedChange[] {
  const managers = people.filter((person) => person.department === 'Sales' && person.number % 20 === 0);
  const atlas = people.filter((person) => person.department === 'Research').slice(0, 12);
  return [
    { key: 'Regional sales', description: 'Regional sales managers', members: idsOf(managers) },
    { key: 'Regional sales#2', description: 'old, created by the CRM project', members: idsOf(managers.slice(0, 3)) },
    {
      key: 'Project Atlas',
      description: 'Project team',
      members: [...idsOf(atlas.slice(0, 8)), groupId('Project Atlas partners')],
    },
    {
      key: 'Project Atlas partners',
      description: 'Partners of the project',
      members: [...idsOf(atlas.slice(8)), groupId('Project Atlas')],
    },
    { key: 'Mail archive (empty)', description: '', members: [] },
  ];
}
