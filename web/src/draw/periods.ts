// The lengths of time a series is counted by, as the server writes them.
//
// Enters: a period's name, "2024-05", and its length, "month". Leaves: its first and last day, the
// period before or after it, and all periods between two. A week is named by its Monday.

export type By = 'day' | 'week' | 'month' | 'year';
export const BYS: readonly By[] = ['day', 'week', 'month', 'year'];

/** How many periods before one are what is usual, as the server reckons it. */
export const USUAL: Record<By, number> = { day: 28, week: 12, month: 12, year: 5 };

const DAY = 86_400_000;

/** Days since 1970 of a day, or of the first day of a month or year: "2024" is 2024-01-01. */
export function dayNumber(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return Math.floor(at.getTime() / DAY);
}

/** The day of a number of days since 1970, "2024-05-17". */
export function dayName(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** The period that holds a day. */
export function periodOf(day: string, by: By): string {
  if (by === 'year') return day.slice(0, 4);
  if (by === 'month') return day.length < 7 ? `${day}-01` : day.slice(0, 7);
  const number = dayNumber(day);
  // 1970-01-01 was a Thursday: three days after a Monday.
  return dayName(by === 'day' ? number : number - ((((number + 3) % 7) + 7) % 7));
}

/** The period so many after this one, or before it when negative. */
export function shift(period: string, by: By, steps: number): string {
  if (by === 'day' || by === 'week') return dayName(dayNumber(period) + steps * (by === 'week' ? 7 : 1));
  const [year = 0, month = 1] = period.split('-').map(Number);
  const months = year * 12 + (by === 'month' ? month - 1 + steps : steps * 12);
  const name = String(Math.floor(months / 12)).padStart(4, '0');
  return by === 'year' ? name : `${name}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** First and last day of a period. */
export function days(period: string, by: By): { from: string; to: string } {
  const first = dayNumber(period);
  const next = dayNumber(shift(period, by, 1));
  return { from: dayName(first), to: dayName(next - 1) };
}

/** Every period from one to another, both included; at most `most`. */
export function between(first: string, last: string, by: By, most = 20_000): string[] {
  const all: string[] = [];
  for (let at = first; at <= last && all.length < most; at = shift(at, by, 1)) all.push(at);
  return all;
}

/** Of each value, the mean of those before it, at most `back` of them; null for the first. */
export function usual(values: readonly number[], back: number): (number | null)[] {
  let sum = 0;
  return values.map((value, at) => {
    const of = Math.min(at, back);
    const mean = of ? sum / of : null;
    sum += value;
    if (at >= back) sum -= values[at - back] ?? 0;
    return mean;
  });
}

/** The first and last of some periods that touch a stretch of days; all where no end is given. */
export function stretch(periods: readonly string[], by: By, from: string | null, to: string | null): [number, number] {
  const last = Math.max(0, periods.length - 1);
  const first = from ? periods.findIndex((period) => days(period, by).to >= from) : 0;
  if (first < 0) return [last, last];
  const end = to ? periods.findLastIndex((period) => days(period, by).from <= lastDay(to)) : last;
  return [first, Math.max(first, end)];
}

/** The last day of a day, month or year. */
function lastDay(date: string): string {
  return date.length >= 10 ? date : days(date, date.length > 4 ? 'month' : 'year').to;
}
