declare const brand: unique symbol;

/** A value of type `T` that only this file turns into a `Name`, so that two kinds of id never mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type UnitId = Brand<number, 'UnitId'>;
export type BodyId = Brand<number, 'BodyId'>;
export type PersonId = Brand<number, 'PersonId'>;
export type PostId = Brand<number, 'PostId'>;
export type AbsenceId = Brand<number, 'AbsenceId'>;
export type InviteId = Brand<number, 'InviteId'>;
export type ChatId = Brand<number, 'ChatId'>;
export type FormId = Brand<number, 'FormId'>;
export type FormVersionId = Brand<number, 'FormVersionId'>;
export type PeriodId = Brand<number, 'PeriodId'>;
export type ObligationId = Brand<number, 'ObligationId'>;
export type ReportId = Brand<number, 'ReportId'>;
export type RevisionId = Brand<number, 'RevisionId'>;
export type DigestId = Brand<number, 'DigestId'>;
export type DigestSupplementId = Brand<number, 'DigestSupplementId'>;
export type DeliveryId = Brand<number, 'DeliveryId'>;
export type AttachmentId = Brand<number, 'AttachmentId'>;
export type ReopeningId = Brand<number, 'ReopeningId'>;
export type UnitAliasId = Brand<number, 'UnitAliasId'>;
export type HolidayNoticeId = Brand<number, 'HolidayNoticeId'>;

/** The platform's own name for one inbound update: the same update redelivered carries the same key. */
export type UpdateKey = Brand<string, 'UpdateKey'>;

export const obligationId = (value: number): ObligationId => value as ObligationId;
export const attachmentId = (value: number): AttachmentId => value as AttachmentId;
export const unitId = (value: number): UnitId => value as UnitId;
export const personId = (value: number): PersonId => value as PersonId;
export const unitAliasId = (value: number): UnitAliasId => value as UnitAliasId;
export const bodyId = (value: number): BodyId => value as BodyId;
export const periodId = (value: number): PeriodId => value as PeriodId;
export const digestId = (value: number): DigestId => value as DigestId;
export const absenceId = (value: number): AbsenceId => value as AbsenceId;
export const inviteId = (value: number): InviteId => value as InviteId;
export const updateKey = (value: string): UpdateKey => value as UpdateKey;

/** Codes are the names that people and files use. They are written by hand in organisation files, so they stay plain strings. */
export type UnitCode = string;
export type BodyCode = string;
export type PersonCode = string;
export type PostCode = string;
export type FormCode = string;
export type FieldCode = string;
