/** About the calendar that a person subscribes to. */
export type CalendarReply =
  /** `renewed`: the address that was known before has just ended. */
  | { readonly kind: 'calendar-link'; readonly url: string; readonly renewed: boolean }
  /** The person has no deadlines and gets no digests; or the service has no address for phones. */
  | { readonly kind: 'calendar-unavailable'; readonly why: 'nothing-to-show' | 'no-address' };
