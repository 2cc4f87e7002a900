/** On a phone of 360 pixels the picture is shown at a third: letters of 30 are read as 10. */
export const PICTURE_WIDTH = 1080;
export const MARGIN = 40;

/** `print`: greys that a copier keeps apart; each kind also carries a mark, so that nothing is told by colour alone. */
export type PictureLook = 'screen' | 'print';

export type Palette = {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly target: string;
  readonly edge: string;
  readonly inTime: string;
  readonly late: string;
  readonly missing: string;
  readonly exempt: string;
  /** From nothing to the most. */
  readonly steps: readonly [string, string, string, string];
};

/** Told apart by people who see no red and green too: dark teal, light amber, dark rust, pale grey. */
const SCREEN: Palette = {
  ink: '#22303c',
  quiet: '#5b6b78',
  line: '#22303c',
  target: '#b5402a',
  edge: '#ffffff',
  inTime: '#2a7f6f',
  late: '#e9b44c',
  missing: '#b5402a',
  exempt: '#d5dde2',
  steps: ['#eaf1f4', '#b9d3dc', '#6f9fb3', '#2f6079'],
};

const PRINT: Palette = {
  ink: '#000000',
  quiet: '#333333',
  line: '#000000',
  target: '#000000',
  edge: '#000000',
  inTime: '#e4e4e4',
  late: '#a6a6a6',
  missing: '#2e2e2e',
  exempt: '#ffffff',
  steps: ['#ffffff', '#dcdcdc', '#a8a8a8', '#5a5a5a'],
};

export const PALETTES: Readonly<Record<PictureLook, Palette>> = { screen: SCREEN, print: PRINT };

/** Black or white, whichever is read on the colour. */
export function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) =>
    Number.parseInt(colour.slice(from, from + 2), 16),
  );
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#000000' : '#ffffff';
}
