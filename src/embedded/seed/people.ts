/** The people of Contoso: three thousand, with departments, regions and offices. */
import type { Entity } from '../store/store.ts';
import { draw, pick } from './draw.ts';
import { seedEntity } from './seed-entity.ts';

type Region = 'EMEA' | 'Americas' | 'APAC';

export interface Person {
  readonly entity: Entity;
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly upn: string;
  readonly department: string;
  readonly region: Region;
  readonly contractor: boolean;
}

/** Heads per department; together 3,000. Order matters: people get their numbers in it. */
const departments: readonly (readonly [string, number])[] = [
  ['Executive', 22],
  ['Sales', 320],
  ['Engineering', 640],
  ['Finance', 140],
  ['Field service', 280],
  ['Operations', 720],
  ['Marketing', 150],
  ['Customer care', 380],
  ['IT', 118],
  ['Human resources', 80],
  ['Legal', 40],
  ['Research', 110],
];

const givenNames = [
  'Ana',
  'Bruno',
  'Chen',
  'Dalia',
  'Emil',
  'Farah',
  'Goran',
  'Hana',
  'Ines',
  'Jonas',
  'Keiko',
  'Liam',
  'Maya',
  'Noor',
  'Olga',
  'Pavel',
  'Quinn',
  'Rosa',
  'Sami',
  'Tomas',
  'Uma',
  'Viktor',
  'Wanda',
  'Ximena',
  'Yusuf',
  'Zoe',
  'Aiko',
  'Bela',
  'Carla',
  'Deniz',
  'Eva',
  'Felix',
  'Greta',
  'Hugo',
  'Iris',
  'Jana',
  'Kofi',
  'Lena',
  'Mateo',
  'Nadia',
] as const;

const surnames = [
  'Adler',
  'Bianchi',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jensen',
  'Kaya',
  'Larsen',
  'Moreau',
  'Novak',
  'Okafor',
  'Petrov',
  'Quist',
  'Rossi',
  'Silva',
  'Tanaka',
  'Ueda',
  'Varga',
  'Weber',
  'Xu',
  'Yilmaz',
  'Zimmer',
  'Andersen',
  'Baker',
  'Clarke',
  'Diaz',
  'Evans',
  'Fuchs',
  'Gupta',
  'Hansen',
  'Ivanov',
  'Joshi',
  'Khan',
  'Lopez',
  'Meyer',
  'Nguyen',
  'Olsen',
  'Park',
  'Reyes',
  'Singh',
  'Torres',
  'Vogel',
  'Wong',
  'Young',
  'Zhang',
  'Lang',
] as const;

const offices = {
  EMEA: ['Berlin', 'London', 'Milan', 'Oslo', 'Warsaw'],
  Americas: ['Seattle', 'Toronto', 'Mexico City', 'São Paulo'],
  APAC: ['Singapore', 'Tokyo', 'Sydney', 'Mumbai'],
} as const;

const titles = ['Specialist', 'Manager', 'Lead', 'Associate', 'Consultant', 'Analyst'] as const;

/** Everybody, in the order of the directory. */
export function makePeople(): readonly Person[] {
  const people: Person[] = [];
  for (const [department, heads] of departments) {
    for (let count = 0; count < heads; count += 1) people.push(person(people.length, department));
  }
  return people;
}

function person(number: number, department: string): Person {
  const given = givenNames[number % givenNames.length] ?? givenNames[0];
  // 40 and 50 share the factor 10: the second step keeps neighbours from having the same two names.
  const surname = surnames[(number * 7 + Math.floor(number / givenNames.length) * 3) % surnames.length] ?? surnames[0];
  const name = `${given} ${surname}`;
  const alias = `${given}.${surname}${number < 40 ? '' : number}`.toLowerCase();
  const upn = `${alias}@contoso.example`;
  const share = draw(`region/${upn}`, 100);
  const region = share < 45 ? 'EMEA' : share < 78 ? 'Americas' : 'APAC';
  const contractor = department !== 'Executive' && draw(`contract/${upn}`, 100) < 6;
  const entity = seedEntity('users', upn, number + 1, 'user', {
    accountEnabled: draw(`left/${upn}`, 1000) >= 6,
    department,
    displayName: contractor ? `${name} (external)` : name,
    givenName: given,
    jobTitle: department === 'Executive' ? 'Director' : `${department} ${pick(`title/${upn}`, titles)}`,
    mail: upn,
    mailNickname: alias,
    onPremisesSamAccountName: `${given.slice(0, 1)}${surname}${number}`.toLowerCase(),
    officeLocation: pick(`office/${upn}`, offices[region]),
    surname,
    usageLocation: region === 'EMEA' ? 'DE' : region === 'Americas' ? 'US' : 'SG',
    userPrincipalName: upn,
    userType: 'Member',
    createdDateTime: `2021-0${1 + (number % 9)}-1${number % 10}T08:00:00Z`,
  });
  return { entity, id: entity.id, number, name, upn, department, region, contractor };
}
