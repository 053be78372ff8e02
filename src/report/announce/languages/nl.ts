/** Nederlands. */

import type { Messages } from '../messages.ts';

export const NL: Messages = {
  locale: 'nl-NL',
  nothing: 'Er valt niets aan te kondigen: niemand merkt iets van dit plan.',
  incomplete: 'Niet alles kon worden gelezen, dus dit is misschien niet volledig: zie het plan.',
  deskHeading: 'Voor de helpdesk',
  peopleHeading: 'Teksten voor de mensen om wie het gaat',
  textHeading: 'Tekst {number}: {people}, {name}',
  subject: 'Onderwerp: Je werkmail ({name})',
  whatToDo: 'Wat moet je doen?',
  genuine: 'Het apparaat vraagt hier zelf om. Wij vragen nooit per mail, telefoon of chat om je wachtwoord.',
  profiles: { one: 'Profiel: {names}', other: 'Profielen: {names}' },
  groupsAdded: 'Komt bij: {names}',
  groupsRemoved: 'Verdwijnt bij: {names}',
  waitsForApproval: 'Dit is nog niet goedgekeurd; zonder goedkeuring gebeurt het niet.',
  people: { one: '{count} persoon', other: '{count} personen' },
  atMost: 'hoogstens {people}',
  unknownPeople: 'personen (aantal onbekend)',
  date: '{weekday} {day} {month}',
  soon: 'Binnenkort',
  onDay: 'Op {date}',
  onDayFrom: 'Op {date} vanaf {from} uur (tijd in {place})',
  onDayBetween: 'Op {date} tussen {from} en {until} uur (tijd in {place})',
  devices: {
    ios: { name: 'iPhone of iPad', yours: 'je iPhone of iPad', atYours: 'je iPhone of iPad' },
    android: { name: 'Android-apparaat', yours: 'je Android-apparaat', atYours: 'je Android-apparaat' },
    windows: { name: 'Windows-computer', yours: 'je Windows-computer', atYours: 'je Windows-computer' },
    mobile: { name: 'telefoon of tablet', yours: 'je telefoon of tablet', atYours: 'je telefoon of tablet' },
    other: { name: 'apparaat', yours: 'je apparaat', atYours: 'je apparaat' },
  },
  symptoms: {
    'lock-out': {
      title: {
        one: 'kan niet meer bij de werkmail en andere bedrijfsgegevens',
        other: 'kunnen niet meer bij hun werkmail en andere bedrijfsgegevens',
      },
      see: '{when} kun je op {atDevice} niet meer bij je werkmail en andere apps van het bedrijf.',
      act: 'Bel vóór die dag de helpdesk als je daar je werkmail nodig hebt. Mail in de browser op een werkcomputer blijft gewoon werken.',
    },
    'mail-removed': {
      title: { one: 'raakt de werkmail op het apparaat kwijt', other: 'raken de werkmail op hun apparaat kwijt' },
      see: '{when} wordt je werkmail van {atDevice} verwijderd. Je berichten blijven op de server staan.',
      act: 'Verstuur of verplaats concepten die alleen op het apparaat staan. Heb je daar je werkmail nog nodig? Bel dan de helpdesk.',
    },
    outage: {
      title: {
        one: 'krijgt misschien geen mail meer, zonder enige melding',
        other: 'krijgen misschien geen mail meer, zonder enige melding',
      },
      see: '{when} kan het gebeuren dat er op {atDevice} geen nieuwe werkmail meer binnenkomt, zonder dat je een melding krijgt.',
      act: 'Komt er een paar uur lang geen mail binnen? Gebruik dan je mail in de browser en bel de helpdesk.',
    },
    'account-reset': {
      title: {
        one: 'krijgt het mailaccount opnieuw ingesteld: opnieuw inloggen, en de mail wordt opnieuw gedownload',
        other: 'krijgen hun mailaccount opnieuw ingesteld: opnieuw inloggen, en de mail wordt opnieuw gedownload',
      },
      see: '{when} wordt je werkmail op {atDevice} opnieuw ingesteld. Je moet dan inloggen, en al je mail wordt opnieuw gedownload.',
      act: 'Log in met je werkaccount als {device} daarom vraagt. Blijf een tijdje op wifi. Controleer daarna je handtekening en je mailinstellingen, want die kunnen weg zijn.',
    },
    'sign-in': {
      title: { one: 'moet opnieuw inloggen bij de werkmail', other: 'moeten opnieuw inloggen bij hun werkmail' },
      see: '{when} vraagt {device} om het wachtwoord van je werkmail.',
      act: 'Log in met je werkaccount. Tot die tijd komt daar geen nieuwe mail binnen.',
    },
    'user-action': {
      title: {
        one: 'moet iets doen op het apparaat, bijvoorbeeld Bedrijfsportal openen',
        other: 'moeten iets doen op hun apparaat, bijvoorbeeld Bedrijfsportal openen',
      },
      see: '{when} vraagt {device} je om iets te doen zodat je werkmail blijft werken, bijvoorbeeld de app Bedrijfsportal openen.',
      act: 'Open de app die in de melding staat en volg de stappen. Het duurt een paar minuten.',
    },
    'may-reapprove': {
      title: {
        one: 'moet misschien de mailinstellingen accepteren',
        other: 'moeten misschien de mailinstellingen accepteren',
      },
      see: '{when} veranderen de instellingen van je werkmail op {atDevice}. Misschien krijg je de vraag om ze te accepteren.',
      act: 'Accepteer de nieuwe instellingen als daarom wordt gevraagd. Het kan even duren voordat er weer nieuwe mail binnenkomt.',
    },
    notice: {
      title: { one: 'ziet een melding en hoeft niets te doen', other: 'zien een melding en hoeven niets te doen' },
      see: '{when} kun je op {atDevice} een melding over je werkmail zien.',
      act: 'Niets: je kunt de melding sluiten.',
    },
    'app-removed': {
      title: {
        one: 'raakt de mailapp kwijt, en daarmee de werkmail op het apparaat',
        other: 'raken de mailapp kwijt, en daarmee de werkmail op hun apparaat',
      },
      see: '{when} wordt een app voor werkmail van {atDevice} verwijderd. Je berichten blijven op de server staan.',
      act: 'Heb je daar je werkmail nog nodig? Bel dan de helpdesk.',
    },
    'app-notice': {
      title: {
        one: 'ziet dat een mailapp of de instellingen ervan veranderen',
        other: 'zien dat een mailapp of de instellingen ervan veranderen',
      },
      see: '{when} verandert er iets aan een app voor werkmail op {atDevice}, of aan de instellingen ervan.',
      act: 'Niets. Start de app opnieuw als die daarom vraagt.',
    },
    'new-outage': {
      title: {
        one: 'krijgt een mailaccount waarop misschien geen mail binnenkomt',
        other: 'krijgen een mailaccount waarop misschien geen mail binnenkomt',
      },
      see: '{when} verschijnt er een account voor werkmail op {atDevice}. In het begin komt daar misschien nog geen mail op binnen.',
      act: 'Is er na een dag nog geen mail? Bel dan de helpdesk.',
    },
    'new-replaced': {
      title: {
        one: 'krijgt werkmail, misschien in plaats van een zelf ingesteld account',
        other: 'krijgen werkmail, misschien in plaats van een zelf ingesteld account',
      },
      see: '{when} wordt werkmail ingesteld op {atDevice}. Een werkaccount dat je zelf hebt toegevoegd, kan worden vervangen of geblokkeerd.',
      act: 'Krijg je de melding dat er al een account is? Verwijder dan het account dat je zelf hebt toegevoegd en log opnieuw in. Lukt het niet, bel dan de helpdesk.',
    },
    'new-sign-in': {
      title: {
        one: 'krijgt werkmail en moet één keer inloggen',
        other: 'krijgen werkmail en moeten één keer inloggen',
      },
      see: '{when} wordt werkmail ingesteld op {atDevice}. Je moet dan één keer inloggen.',
      act: 'Log in met je werkaccount.',
    },
    'new-user-action': {
      title: {
        one: 'krijgt werkmail en moet iets doen op het apparaat',
        other: 'krijgen werkmail en moeten iets doen op hun apparaat',
      },
      see: '{when} wordt werkmail ingesteld op {atDevice}. Je krijgt de vraag om iets te doen, bijvoorbeeld de app Bedrijfsportal openen of een certificaat installeren.',
      act: 'Volg de stappen die het apparaat laat zien.',
    },
    'new-silent': {
      title: { one: 'krijgt werkmail en hoeft niets te doen', other: 'krijgen werkmail en hoeven niets te doen' },
      see: '{when} verschijnt je werkmail op {atDevice}.',
      act: 'Niets: het werkt vanzelf.',
    },
    'new-app': {
      title: { one: 'krijgt een app voor werkmail', other: 'krijgen een app voor werkmail' },
      see: '{when} wordt er een app voor werkmail op {atDevice} geïnstalleerd of aangeboden.',
      act: 'Open de app zodra die er is, en log in met je werkaccount als daarom wordt gevraagd.',
    },
  },
};
