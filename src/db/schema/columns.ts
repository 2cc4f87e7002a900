import { Temporal } from 'temporal-polyfill';
import { bigint, customType } from 'drizzle-orm/pg-core';

/** `timestamptz` as a Temporal.Instant, so that a zone mistake does not compile. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.Instant.from(value),
});

/** `date` as a Temporal.PlainDate. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.PlainDate.from(value),
});

/** A row's own number, never reused. */
export const identity = <Id extends number>() =>
  bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey().$type<Id>();

/** A reference to another row's number. */
export const reference = <Id extends number>() => bigint({ mode: 'number' }).$type<Id>();
