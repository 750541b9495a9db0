import { describe, expect, it } from 'vitest';
import { readOfficeCommand } from '../../../../src/domain/office/read-office-command.ts';

const now = new Date('2026-12-30T02:00:00Z');

describe('what the office tells by chat', () => {
  it('closes a day, however it is written, in the year nearest to today', () => {
    for (const words of ['停课 2027-01-04', '停课 1月4日', '停课：1.4', '停课 01-04']) {
      expect(readOfficeCommand(words, now)).toEqual({ verb: 'close', on: '2027-01-04' });
    }
    expect(readOfficeCommand('停课 明天', now)).toEqual({ verb: 'close', on: '2026-12-31' });
    expect(readOfficeCommand('补课 12月27日', now)).toEqual({ verb: 'make_up', on: '2026-12-27' });
  });

  it('records a leave of one day or of several', () => {
    const leave = { verb: 'leave', name: '欧阳宇轩' };
    expect(readOfficeCommand('请假 欧阳宇轩 今天', now)).toEqual({
      ...leave,
      fromOn: '2026-12-30',
      untilOn: '2026-12-30',
    });
    expect(readOfficeCommand('请假 欧阳宇轩 12月28日到30日', now)).toEqual({
      ...leave,
      fromOn: '2026-12-28',
      untilOn: '2026-12-30',
    });
    expect(readOfficeCommand('请假 欧阳宇轩 12月30日 至 1月8日', now)).toEqual({
      ...leave,
      fromOn: '2026-12-30',
      untilOn: '2027-01-08',
    });
  });

  it('asks where the rest is not clear', () => {
    expect(readOfficeCommand('停课', now)).toEqual({ verb: 'unclear', about: 'day' });
    expect(readOfficeCommand('停课 2月30日', now)).toEqual({ verb: 'unclear', about: 'day' });
    expect(readOfficeCommand('请假 程诺', now)).toEqual({ verb: 'unclear', about: 'leave' });
    expect(readOfficeCommand('请假 程诺 1月8日到1月4日', now)).toEqual({ verb: 'unclear', about: 'leave' });
    expect(readOfficeCommand('关注', now)).toEqual({ verb: 'unclear', about: 'student' });
  });

  it('is not read into an ordinary sentence', () => {
    expect(readOfficeCommand('停课的事和程诺聊了聊', now)).toBeUndefined();
    expect(readOfficeCommand('和程诺谈了请假的事', now)).toBeUndefined();
  });
});
