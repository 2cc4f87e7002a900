import { bareKey } from '../forms/spelling.ts';
import { saysWord } from './commands.ts';
import type { Context, Duty } from './context.ts';
import { draftOf } from './duties.ts';
import { continueGuided } from './guided.ts';
import { proceed, takeUnderstanding } from './report.ts';
import { nilReport, repeatLast } from './steps.ts';
import type { Turn } from './turn.ts';
import { understand } from './understand.ts';

/** Takes a message as the report, or as a correction of the report, of one unit and period. */
export function takeReport(context: Context, duty: Duty, text: string): Turn {
  const understanding = understand(context, duty, text);
  if (understanding.nil) return nilReport(duty);
  if (understanding.intent?.kind === 'same' && understanding.readings.length === 0) return repeatLast(duty);
  if (saysWord(bareKey(text), 'guide')) return continueGuided(duty, draftOf(duty));
  return proceed(duty, takeUnderstanding(duty, draftOf(duty), understanding, text));
}
