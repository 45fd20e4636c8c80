// The one axis of time, as the timeline and the overview write it.

import { utcDay, utcHour, utcMonth, utcYear } from "d3-time";
import { utcFormat } from "d3-time-format";

const tickYear = utcFormat("%Y");
const tickMonth = utcFormat("%b");
const tickDay = utcFormat("%-d %b");
const tickHour = utcFormat("%H:%M");

// A tick says no more than what changes there: the hour, the day, the month, or
// at the turn of a year the year.
export function tickText(date: Date): string {
  if (utcHour(date) < date || utcDay(date) < date) return tickHour(date);
  if (utcMonth(date) < date) return tickDay(date);
  return utcYear(date) < date ? tickMonth(date) : tickYear(date);
}
