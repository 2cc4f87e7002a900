import { createHolidayCalendar } from '../db/queries/holidays.ts';

/** One for the process: the tick asks for what was imported, and messages use what it found. */
export const calendar = createHolidayCalendar();
