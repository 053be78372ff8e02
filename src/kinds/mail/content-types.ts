/** The words for content types that Android and Windows have one switch each for. */

export const contentFields = { contacts: 'contacts', calendars: 'calendars', tasks: 'tasks' } as const;
