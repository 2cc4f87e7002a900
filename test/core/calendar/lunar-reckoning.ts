import { Temporal } from 'temporal-polyfill';

/**
 * Vietnam's lunar calendar by Hồ Ngọc Đức's published formulas (after Meeus, new moons and the sun's longitude at UTC+7):
 * an independent check of the table in src/core/calendar/lunar-days.ts. Days are Julian day numbers.
 */
export function solarDate(lunarDay: number, lunarMonth: number, lunarYear: number): Temporal.PlainDate {
  const eleventhBefore = eleventhMonth(lunarYear - 1);
  const eleventhAfter = eleventhMonth(lunarYear);
  const index = Math.floor(0.5 + (eleventhBefore - 2_415_021.076998695) / 29.530588853);
  let months = (lunarMonth + 1) % 12;
  if (eleventhAfter - eleventhBefore > 365 && months >= leapMonth(eleventhBefore)) months += 1;
  return Temporal.PlainDate.from('1970-01-01').add({
    days: newMoonDay(index + months) + lunarDay - 1 - 2_440_588,
  });
}

const RADIAN = Math.PI / 180;
const VIETNAM = 7 / 24;

function newMoonDay(index: number): number {
  const t = index / 1236.85;
  const t2 = t * t;
  const t3 = t2 * t;
  const mean =
    2_415_020.75933 +
    29.53058868 * index +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t2);
  const sun = 359.2242 + 29.10535608 * index - 0.0000333 * t2 - 0.00000347 * t3;
  const moon = 306.0253 + 385.81691806 * index + 0.0107306 * t2 + 0.00001236 * t3;
  const latitude = 21.2964 + 390.67050646 * index - 0.0016528 * t2 - 0.00000239 * t3;
  const correction =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * latitude) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * latitude + sun) -
    0.0004 * sin(2 * latitude - sun) -
    0.0006 * sin(2 * latitude + moon) +
    0.001 * sin(2 * latitude - moon) +
    0.0005 * sin(2 * moon + sun);
  const earthSlowing = -0.000278 + 0.000265 * t + 0.000262 * t2;
  return Math.floor(mean + correction - earthSlowing + 0.5 + VIETNAM);
}

function sin(degrees: number): number {
  return Math.sin(degrees * RADIAN);
}

/** Which twelfth of the sun's course a day begins in, 0-11. */
function sunSector(day: number): number {
  const t = (day - 2_451_545.5 - VIETNAM) / 36_525;
  const anomaly = (357.5291 + 35_999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3) * RADIAN;
  const longitude =
    280.46645 +
    36_000.76983 * t +
    0.0003032 * t * t +
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

/** First day of the lunar month that holds the winter solstice. */
function eleventhMonth(year: number): number {
  const newYearsEve = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const days = Temporal.PlainDate.from('1970-01-01').until(newYearsEve, { largestUnit: 'days' }).days;
  const index = Math.floor((days + 2_440_588 - 2_415_021) / 29.530588853);
  const day = newMoonDay(index);
  return sunSector(day) >= 9 ? newMoonDay(index - 1) : day;
}

/** How many months after the eleventh the leap month comes: the first without a new sector of the sun. */
function leapMonth(eleventh: number): number {
  const index = Math.floor((eleventh - 2_415_021.076998695) / 29.530588853 + 0.5);
  let month = 1;
  let sector = sunSector(newMoonDay(index + month));
  for (let last = -1; sector !== last && month < 14;) {
    last = sector;
    month++;
    sector = sunSector(newMoonDay(index + month));
  }
  return month - 1;
}
