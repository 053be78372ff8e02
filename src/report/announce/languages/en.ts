/** English: the language that the others are held against. */

import type { Messages } from '../messages.ts';

export const EN: Messages = {
  locale: 'en-GB',
  nothing: 'There is nothing to announce: no one notices anything of this plan.',
  incomplete: 'Something could not be read, so this may not be all: see the plan.',
  deskHeading: 'For the help desk',
  peopleHeading: 'Texts for the people concerned',
  textHeading: 'Text {number}: {people}, {name}',
  subject: 'Subject: Your work mail ({name})',
  whatToDo: 'What to do:',
  genuine: 'The device itself asks for this. We never ask for your password by mail, by phone or in a chat.',
  profiles: { one: 'Profile: {names}', other: 'Profiles: {names}' },
  groupsAdded: 'Comes to: {names}',
  groupsRemoved: 'Goes from: {names}',
  waitsForApproval: 'Nobody has approved this yet; without an approval it does not happen.',
  people: { one: '{count} person', other: '{count} people' },
  atMost: 'at most {people}',
  unknownPeople: 'people (nobody could count them)',
  date: '{weekday} {day} {month}',
  soon: 'Soon',
  onDay: 'On {date}',
  onDayFrom: 'On {date}, from {from} ({place} time)',
  onDayBetween: 'On {date}, between {from} and {until} ({place} time)',
  devices: {
    ios: { name: 'iPhone or iPad', yours: 'your iPhone or iPad', atYours: 'your iPhone or iPad' },
    android: { name: 'Android device', yours: 'your Android device', atYours: 'your Android device' },
    windows: { name: 'Windows computer', yours: 'your Windows computer', atYours: 'your Windows computer' },
    mobile: { name: 'phone or tablet', yours: 'your phone or tablet', atYours: 'your phone or tablet' },
    other: { name: 'device', yours: 'your device', atYours: 'your device' },
  },
  symptoms: {
    'lock-out': {
      title: {
        one: 'is locked out of work mail and other company resources',
        other: 'are locked out of work mail and other company resources',
      },
      see: '{when}, you will lose access to work mail and other company apps on {atDevice}.',
      act: 'Call the help desk before that day if you need your work mail there. Mail in your browser on a work computer is not affected.',
    },
    'mail-removed': {
      title: { one: 'loses work mail on the device', other: 'lose work mail on the device' },
      see: '{when}, your work mail will be removed from {atDevice}. Your messages stay on the server.',
      act: 'Send or move drafts that are stored on the device only. If you still need your work mail there, call the help desk.',
    },
    outage: {
      title: { one: 'may stop getting mail, without any message', other: 'may stop getting mail, without any message' },
      see: '{when}, new work mail may stop arriving on {atDevice}, without any message.',
      act: 'If no new mail has arrived for some hours, use mail in your browser and call the help desk.',
    },
    'account-reset': {
      title: {
        one: 'has the mail account set up anew: must sign in, and mail downloads again',
        other: 'have their mail account set up anew: they must sign in, and mail downloads again',
      },
      see: '{when}, your work mail will be set up anew on {atDevice}. You will be asked to sign in, and all mail will be downloaded again.',
      act: 'Sign in with your work account when {device} asks you to. Stay on Wi-Fi for a while. Then check your signature and mail settings, which may be lost.',
    },
    'sign-in': {
      title: { one: 'must sign in to work mail again', other: 'must sign in to work mail again' },
      see: '{when}, {device} will ask for the password of your work mail.',
      act: 'Sign in with your work account. Until then no new mail will arrive there.',
    },
    'user-action': {
      title: {
        one: 'must do something on the device, such as opening Company Portal',
        other: 'must do something on the device, such as opening Company Portal',
      },
      see: '{when}, {device} will ask you to do something so that your work mail goes on working, such as opening the Company Portal app.',
      act: 'Open the app that the message names, and follow its steps. It takes a few minutes.',
    },
    'may-reapprove': {
      title: { one: 'may be asked to accept the mail settings', other: 'may be asked to accept the mail settings' },
      see: '{when}, the settings of your work mail on {atDevice} will change. You may be asked to accept them.',
      act: 'Accept the new settings if you are asked. You may have to wait a moment for new mail.',
    },
    notice: {
      title: { one: 'sees a message and has nothing to do', other: 'see a message and have nothing to do' },
      see: '{when}, you may see a message about your work mail on {atDevice}.',
      act: 'Nothing: you can close the message.',
    },
    'app-removed': {
      title: {
        one: 'loses the mail app, and with it work mail on the device',
        other: 'lose the mail app, and with it work mail on the device',
      },
      see: '{when}, an app for work mail will be removed from {atDevice}. Your messages stay on the server.',
      act: 'If you still need your work mail there, call the help desk.',
    },
    'app-notice': {
      title: {
        one: 'sees that a mail app or its settings change',
        other: 'see that a mail app or its settings change',
      },
      see: '{when}, an app for work mail on {atDevice}, or its settings, will change.',
      act: 'Nothing. If the app asks you to restart it, do so.',
    },
    'new-outage': {
      title: {
        one: 'gets a mail account to which mail may not come',
        other: 'get a mail account to which mail may not come',
      },
      see: '{when}, a work mail account will appear on {atDevice}. It may not receive any mail at first.',
      act: 'If no mail arrives within a day, call the help desk.',
    },
    'new-replaced': {
      title: {
        one: 'gets work mail, in place of an account that may have been set up by hand',
        other: 'get work mail, in place of accounts that they may have set up by hand',
      },
      see: '{when}, work mail will be set up on {atDevice}. A work account that you have added yourself may be replaced or blocked.',
      act: 'If you are told that an account exists already, delete the one that you have added yourself, and sign in again. If that does not help, call the help desk.',
    },
    'new-sign-in': {
      title: { one: 'gets work mail, and signs in once', other: 'get work mail, and sign in once' },
      see: '{when}, work mail will be set up on {atDevice}. You will be asked to sign in once.',
      act: 'Sign in with your work account.',
    },
    'new-user-action': {
      title: {
        one: 'gets work mail, and must do something on the device',
        other: 'get work mail, and must do something on the device',
      },
      see: '{when}, work mail will be set up on {atDevice}. You will be asked to do something, such as opening the Company Portal app or installing a certificate.',
      act: 'Follow the steps that the device shows.',
    },
    'new-silent': {
      title: { one: 'gets work mail, with nothing to do', other: 'get work mail, with nothing to do' },
      see: '{when}, work mail will appear on {atDevice}.',
      act: 'Nothing: it works by itself.',
    },
    'new-app': {
      title: { one: 'gets an app for work mail', other: 'get an app for work mail' },
      see: '{when}, an app for work mail will be installed or offered on {atDevice}.',
      act: 'Open the app once it is there, and sign in with your work account if it asks you to.',
    },
  },
};
