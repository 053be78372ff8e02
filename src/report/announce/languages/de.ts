/** Deutsch. */

import type { Messages } from '../messages.ts';

export const DE: Messages = {
  locale: 'de-DE',
  nothing: 'Es gibt nichts anzukündigen: Von diesem Plan bemerkt niemand etwas.',
  incomplete: 'Nicht alles konnte gelesen werden, daher ist dies vielleicht nicht vollständig: siehe Plan.',
  deskHeading: 'Für den Helpdesk',
  peopleHeading: 'Texte für die Betroffenen',
  textHeading: 'Text {number}: {people}, {name}',
  subject: 'Betreff: Ihre dienstliche E-Mail ({name})',
  whatToDo: 'Was ist zu tun?',
  genuine: 'Diese Abfrage kommt vom Gerät selbst. Wir fragen nie per E-Mail, Telefon oder Chat nach Ihrem Passwort.',
  profiles: { one: 'Profil: {names}', other: 'Profile: {names}' },
  groupsAdded: 'Neu für: {names}',
  groupsRemoved: 'Entfällt für: {names}',
  waitsForApproval: 'Dies ist noch nicht genehmigt; ohne Genehmigung geschieht es nicht.',
  people: { one: '{count} Person', other: '{count} Personen' },
  atMost: 'höchstens {people}',
  unknownPeople: 'Personen (Anzahl unbekannt)',
  date: '{weekday}, {day}. {month}',
  soon: 'Demnächst',
  onDay: 'Am {date}',
  onDayFrom: 'Am {date}, ab {from} Uhr (Ortszeit {place})',
  onDayBetween: 'Am {date}, zwischen {from} und {until} Uhr (Ortszeit {place})',
  devices: {
    ios: { name: 'iPhone oder iPad', yours: 'Ihr iPhone oder iPad', atYours: 'Ihrem iPhone oder iPad' },
    android: { name: 'Android-Gerät', yours: 'Ihr Android-Gerät', atYours: 'Ihrem Android-Gerät' },
    windows: { name: 'Windows-Computer', yours: 'Ihr Windows-Computer', atYours: 'Ihrem Windows-Computer' },
    mobile: { name: 'Telefon oder Tablet', yours: 'Ihr Telefon oder Tablet', atYours: 'Ihrem Telefon oder Tablet' },
    other: { name: 'Gerät', yours: 'Ihr Gerät', atYours: 'Ihrem Gerät' },
  },
  symptoms: {
    'lock-out': {
      title: {
        one: 'verliert den Zugang zu dienstlicher E-Mail und anderen Unternehmensdaten',
        other: 'verlieren den Zugang zu dienstlicher E-Mail und anderen Unternehmensdaten',
      },
      see: '{when} verlieren Sie auf {atDevice} den Zugang zu Ihrer dienstlichen E-Mail und zu anderen Apps des Unternehmens.',
      act: 'Rufen Sie vorher den Helpdesk an, wenn Sie Ihre dienstliche E-Mail dort brauchen. Im Browser an einem Dienstrechner funktioniert sie weiterhin.',
    },
    'mail-removed': {
      title: {
        one: 'verliert die dienstliche E-Mail auf dem Gerät',
        other: 'verlieren die dienstliche E-Mail auf ihrem Gerät',
      },
      see: '{when} wird Ihre dienstliche E-Mail von {atDevice} entfernt. Ihre Nachrichten bleiben auf dem Server.',
      act: 'Senden oder verschieben Sie Entwürfe, die nur auf dem Gerät gespeichert sind. Wenn Sie Ihre dienstliche E-Mail dort weiterhin brauchen, rufen Sie den Helpdesk an.',
    },
    outage: {
      title: {
        one: 'erhält vielleicht ohne jede Meldung keine E-Mails mehr',
        other: 'erhalten vielleicht ohne jede Meldung keine E-Mails mehr',
      },
      see: '{when} kann es sein, dass auf {atDevice} keine neuen dienstlichen E-Mails mehr ankommen, ohne dass eine Meldung erscheint.',
      act: 'Wenn einige Stunden lang keine E-Mail angekommen ist, lesen Sie Ihre E-Mails im Browser und rufen Sie den Helpdesk an.',
    },
    'account-reset': {
      title: {
        one: 'bekommt das E-Mail-Konto neu eingerichtet: neu anmelden, und die E-Mails werden erneut geladen',
        other: 'bekommen ihr E-Mail-Konto neu eingerichtet: neu anmelden, und die E-Mails werden erneut geladen',
      },
      see: '{when} wird Ihre dienstliche E-Mail auf {atDevice} neu eingerichtet. Sie werden gebeten, sich anzumelden, und alle E-Mails werden erneut geladen.',
      act: 'Melden Sie sich mit Ihrem Dienstkonto an, wenn {device} Sie dazu auffordert. Bleiben Sie eine Weile im WLAN. Prüfen Sie danach Ihre Signatur und Ihre E-Mail-Einstellungen, denn sie können verloren gegangen sein.',
    },
    'sign-in': {
      title: {
        one: 'muss sich bei der dienstlichen E-Mail neu anmelden',
        other: 'müssen sich bei der dienstlichen E-Mail neu anmelden',
      },
      see: '{when} fragt {device} nach dem Passwort für Ihre dienstliche E-Mail.',
      act: 'Melden Sie sich mit Ihrem Dienstkonto an. Bis dahin kommen dort keine neuen E-Mails an.',
    },
    'user-action': {
      title: {
        one: 'muss auf dem Gerät etwas tun, zum Beispiel das Unternehmensportal öffnen',
        other: 'müssen auf ihrem Gerät etwas tun, zum Beispiel das Unternehmensportal öffnen',
      },
      see: '{when} bittet {device} Sie, etwas zu tun, damit Ihre dienstliche E-Mail weiter funktioniert, zum Beispiel die App „Unternehmensportal“ zu öffnen.',
      act: 'Öffnen Sie die App, die in der Meldung genannt wird, und folgen Sie den Schritten. Das dauert einige Minuten.',
    },
    'may-reapprove': {
      title: {
        one: 'muss vielleicht die E-Mail-Einstellungen bestätigen',
        other: 'müssen vielleicht die E-Mail-Einstellungen bestätigen',
      },
      see: '{when} ändern sich die Einstellungen Ihrer dienstlichen E-Mail auf {atDevice}. Vielleicht werden Sie gebeten, sie zu bestätigen.',
      act: 'Bestätigen Sie die neuen Einstellungen, wenn Sie darum gebeten werden. Es kann einen Moment dauern, bis wieder neue E-Mails ankommen.',
    },
    notice: {
      title: { one: 'sieht eine Meldung und muss nichts tun', other: 'sehen eine Meldung und müssen nichts tun' },
      see: '{when} kann auf {atDevice} eine Meldung zu Ihrer dienstlichen E-Mail erscheinen.',
      act: 'Nichts: Sie können die Meldung schließen.',
    },
    'app-removed': {
      title: {
        one: 'verliert die E-Mail-App und damit die dienstliche E-Mail auf dem Gerät',
        other: 'verlieren die E-Mail-App und damit die dienstliche E-Mail auf ihrem Gerät',
      },
      see: '{when} wird eine App für dienstliche E-Mail von {atDevice} entfernt. Ihre Nachrichten bleiben auf dem Server.',
      act: 'Wenn Sie Ihre dienstliche E-Mail dort weiterhin brauchen, rufen Sie den Helpdesk an.',
    },
    'app-notice': {
      title: {
        one: 'sieht, dass sich eine E-Mail-App oder deren Einstellungen ändern',
        other: 'sehen, dass sich eine E-Mail-App oder deren Einstellungen ändern',
      },
      see: '{when} ändert sich auf {atDevice} eine App für dienstliche E-Mail, oder es ändern sich ihre Einstellungen.',
      act: 'Nichts. Wenn die App um einen Neustart bittet, starten Sie sie neu.',
    },
    'new-outage': {
      title: {
        one: 'bekommt ein E-Mail-Konto, auf dem vielleicht keine E-Mails ankommen',
        other: 'bekommen ein E-Mail-Konto, auf dem vielleicht keine E-Mails ankommen',
      },
      see: '{when} erscheint auf {atDevice} ein dienstliches E-Mail-Konto. Am Anfang kommen dort vielleicht noch keine E-Mails an.',
      act: 'Wenn nach einem Tag noch keine E-Mail angekommen ist, rufen Sie den Helpdesk an.',
    },
    'new-replaced': {
      title: {
        one: 'bekommt dienstliche E-Mail, vielleicht anstelle eines selbst eingerichteten Kontos',
        other: 'bekommen dienstliche E-Mail, vielleicht anstelle eines selbst eingerichteten Kontos',
      },
      see: '{when} wird dienstliche E-Mail auf {atDevice} eingerichtet. Ein Dienstkonto, das Sie selbst hinzugefügt haben, kann ersetzt oder gesperrt werden.',
      act: 'Wenn gemeldet wird, dass es schon ein Konto gibt, löschen Sie das selbst hinzugefügte und melden Sie sich neu an. Wenn das nicht hilft, rufen Sie den Helpdesk an.',
    },
    'new-sign-in': {
      title: {
        one: 'bekommt dienstliche E-Mail und meldet sich einmal an',
        other: 'bekommen dienstliche E-Mail und melden sich einmal an',
      },
      see: '{when} wird dienstliche E-Mail auf {atDevice} eingerichtet. Sie werden gebeten, sich einmal anzumelden.',
      act: 'Melden Sie sich mit Ihrem Dienstkonto an.',
    },
    'new-user-action': {
      title: {
        one: 'bekommt dienstliche E-Mail und muss auf dem Gerät etwas tun',
        other: 'bekommen dienstliche E-Mail und müssen auf ihrem Gerät etwas tun',
      },
      see: '{when} wird dienstliche E-Mail auf {atDevice} eingerichtet. Sie werden gebeten, etwas zu tun, zum Beispiel die App „Unternehmensportal“ zu öffnen oder ein Zertifikat zu installieren.',
      act: 'Folgen Sie den Schritten, die das Gerät anzeigt.',
    },
    'new-silent': {
      title: {
        one: 'bekommt dienstliche E-Mail und muss nichts tun',
        other: 'bekommen dienstliche E-Mail und müssen nichts tun',
      },
      see: '{when} erscheint Ihre dienstliche E-Mail auf {atDevice}.',
      act: 'Nichts: Sie funktioniert von selbst.',
    },
    'new-app': {
      title: { one: 'bekommt eine App für dienstliche E-Mail', other: 'bekommen eine App für dienstliche E-Mail' },
      see: '{when} wird auf {atDevice} eine App für dienstliche E-Mail installiert oder angeboten.',
      act: 'Öffnen Sie die App, sobald sie da ist, und melden Sie sich mit Ihrem Dienstkonto an, wenn sie danach fragt.',
    },
  },
};
