import type { Entity } from '@microsoft/microsoft-graph-types-beta';
import { NullableOption } from '@microsoft/microsoft-graph-types-beta'; // ! types-only
import type { Event } from '@microsoft/microsoft-graph-types'; // ! package
import '@microsoft/microsoft-graph-client'; // ! package

export type Named = NullableOption<Entity> | Event;
