/** What a date word says, before it is laid on the calendar. */
import type { Weekday } from '../day.ts';

export const dayParts = [
  'early',
  'forenoon',
  'long_break',
  'noon',
  'afternoon',
  'after_school',
  'evening',
] as const;
export type DayPart = (typeof dayParts)[number];

/** Minutes since midnight at which a part begins; it ends when the next one does (chat-corpus.md §7). */
export const dayPartStarts: Readonly<Record<DayPart, number>> = {
  early: 360,
  forenoon: 480,
  long_break: 570,
  noon: 690,
  afternoon: 780,
  after_school: 930,
  evening: 1080,
};

/** 下午 lasts until the evening, whatever begins in between. */
export const dayPartEnds: Readonly<Record<DayPart, number>> = {
  early: 480,
  forenoon: 690,
  long_break: 690,
  noon: 780,
  afternoon: 1080,
  after_school: 1080,
  evening: 1440,
};

export type VagueStretch = 'weekend' | 'last_weekend' | 'last_week' | 'lately' | 'stretch';

export type DateExpression =
  | { readonly form: 'offset'; readonly days: number; readonly part?: DayPart; readonly late?: true }
  | { readonly form: 'weekday'; readonly week?: number; readonly weekday: Weekday }
  | { readonly form: 'day_of_month'; readonly day: number; readonly month?: number }
  | {
      readonly form: 'month_day';
      readonly month: number;
      readonly day: number;
      readonly year?: number;
      readonly yearOffset?: number;
    }
  | { readonly form: 'part'; readonly part: DayPart; readonly minute?: number }
  | { readonly form: 'just_now' }
  | { readonly form: 'vague'; readonly stretch: VagueStretch }
  /** To come, day open: 下周, 过两天, 月底. */
  | { readonly form: 'ahead' };

export interface ReadDate {
  readonly end: number;
  readonly date: DateExpression;
}
