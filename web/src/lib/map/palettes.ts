// SPDX-License-Identifier: Apache-2.0
// The colours and patterns of hazards. "Field" keeps to the colours of the IMSMA symbols that could be read (confirmed
// red, suspected orange, at half transparency); "accessible" differs in lightness and pattern as well, for eyes that do
// not tell red from orange. Released land is never green: readers take green as leave to enter.

export type PaletteName = 'field' | 'accessible';

export interface Palette {
  cha: string;
  sha: string;
  other: string; // indications, stores, spots
  unverified: string;
  cancelled: string;
  reduced: string;
  cleared: string;
  activity: string;
  accident: string;
  spot: string;
  place: string;
  /** Opacity of the fill of open hazards. */
  fill: number;
}

export const palettes: Record<PaletteName, Palette> = {
  field: {
    cha: '#ff0000', sha: '#f4a718', other: '#8a4b08', unverified: '#c2185b',
    cancelled: '#7b8794', reduced: '#7a5ba6', cleared: '#3f5f9e',
    activity: '#1c6e8c', accident: '#111111', spot: '#5a3d8a', place: '#4a4f55', fill: 0.5,
  },
  // After Okabe and Ito; dark vermilion against light orange keeps apart in every common colour blindness. Yellow would
  // turn green over the blue of released land.
  accessible: {
    cha: '#8c1d00', sha: '#f5b041', other: '#000000', unverified: '#cc79a7',
    cancelled: '#999999', reduced: '#56b4e9', cleared: '#0072b2',
    activity: '#0072b2', accident: '#000000', spot: '#6a3d9a', place: '#333333', fill: 0.6,
  },
};

/** Hue in degrees, saturation and lightness of a #rrggbb colour. */
export function hsl(colour: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const l = (max + min) / 2;
  const d = max - min;
  if (d === 0) return [0, 0, l];
  const s = d / (1 - Math.abs(2 * l - 1));
  const h = max === r ? ((g - b) / d) % 6 : max === g ? (b - r) / d + 2 : (r - g) / d + 4;
  return [(h * 60 + 360) % 360, s, l];
}

/** Whether people call it green. */
export function isGreen(colour: string): boolean {
  const [h, s] = hsl(colour);
  return s > 0.12 && h >= 75 && h <= 170;
}
