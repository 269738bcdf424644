const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Of Warsaw and Bucharest alike, winter and summer: the hotline answers from 9 to 18 or 20. */
const OPENS = 7;
const CLOSES = 17;

/** The beginning of the day, UTC. What the demo dates from it is the same at whatever time of the day the demo moves in. */
export const startOfDay = (now: Date): number => Math.floor(now.getTime() / DAY) * DAY;

/** This moment, when somebody is at work then; else soon after the next opening, as many minutes late as given. */
export function atWork(moment: number, late: number): number {
  const hour = (moment % DAY) / HOUR;
  if (hour >= OPENS && hour < CLOSES) return moment;
  const day = startOfDay(new Date(moment)) + (hour < OPENS ? 0 : DAY);
  return day + OPENS * HOUR + late * 60_000;
}
