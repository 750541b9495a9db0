/** node-cron only says "now", every minute in Asia/Shanghai; what is due is asked anew each time. */
import { schedule } from 'node-cron';

export interface Schedule {
  stop(): Promise<void>;
}

export function everyMinute(tick: () => Promise<void>): Schedule {
  let running = Promise.resolve();
  const task = schedule(
    '* * * * *',
    () => {
      running = running.then(tick);
      return running;
    },
    { timezone: 'Asia/Shanghai', noOverlap: true, name: 'tick' },
  );
  return {
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
