import type { VNode } from 'preact';
import { dayOf } from '../../domain/day.ts';
import { dayText, fieldText, momentText, timeText, weekdayText } from './time-text.ts';

export interface ClockView {
  readonly now: Date;
  /** `undefined` where nobody can tell. */
  readonly isSchoolDay: boolean | undefined;
  readonly nextDueAt: Date | undefined;
  /** Set while the clock is on its way. */
  readonly movingTo: Date | undefined;
}

/** What changes by itself: the script replaces it on every look. */
export function ClockFace({ clock }: { clock: ClockView }): VNode {
  const day = dayOf(clock.now);
  return (
    <div class="clock-face">
      <p class="clock-now">
        <span class="sr">沙盒里现在是</span>
        <time dateTime={clock.now.toISOString()}>
          <span class="clock-day">
            <span class="clock-year">{day.slice(0, 4)}年</span>
            {dayText(day)} {weekdayText(day)}
          </span>{' '}
          <b class="clock-time">{timeText(clock.now)}</b>
        </time>
      </p>
      <p class="clock-next">
        {clock.isSchoolDay !== undefined && (
          <span class={`tag ${clock.isSchoolDay ? 'tag-school' : 'tag-rest'}`}>
            {clock.isSchoolDay ? '教学日' : '休息日'}
          </span>
        )}{' '}
        {clock.movingTo ? (
          <span class="moving">时间正在走到 {momentText(clock.movingTo)}…</span>
        ) : clock.nextDueAt ? (
          `下一次提醒：${momentText(clock.nextDueAt)}`
        ) : (
          '眼下没有等着发的提醒'
        )}
      </p>
    </div>
  );
}

const jumps = [
  { to: 'next', text: '到下一次提醒' },
  { to: 'hour', text: '过一小时' },
  { to: 'morning', text: '次日 7:00' },
] as const;

export function ClockBar({ clock, pinned }: { clock: ClockView; pinned: readonly string[] }): VNode {
  return (
    <section class="clock" aria-label="沙盒时间" data-clock>
      <div data-clock-face>
        <ClockFace clock={clock} />
      </div>
      <button
        type="button"
        class="quiet clock-toggle"
        data-clock-toggle
        aria-expanded="false"
        aria-controls="clock-moves"
      >
        调时间
      </button>
      <div class="clock-moves" id="clock-moves">
        <form class="jumps" method="post" action="/sandbox/form/clock" data-act="clock">
          <Pinned pinned={pinned} />
          {jumps.map(({ to, text }) => (
            <button type="submit" class={to === 'next' ? 'primary' : 'quiet'} name="to" value={to}>
              {text}
            </button>
          ))}
        </form>
        <form class="goto" method="post" action="/sandbox/form/clock" data-act="clock">
          <Pinned pinned={pinned} />
          <label class="sr" for="clock-at">
            去某一天某个时刻
          </label>
          <input
            id="clock-at"
            type="datetime-local"
            name="at"
            value={fieldText(clock.now)}
            min={fieldText(clock.now)}
            required
          />
          <button type="submit" class="quiet">
            前往
          </button>
        </form>
      </div>
      <div class="progress" data-progress hidden>
        <progress aria-label="时间正在走" />
      </div>
      <p class="notice" role="status" data-clock-notice hidden />
      <p class="trouble" role="alert" data-trouble hidden />
    </section>
  );
}

function Pinned({ pinned }: { pinned: readonly string[] }): VNode[] {
  return pinned.map((key) => <input type="hidden" name="pinned" value={key} />);
}
