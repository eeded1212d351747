// SPDX-License-Identifier: Apache-2.0
// The images of the map, drawn here so that nothing is fetched: patterns of land and symbols of points.
import type { Map as MapLibre } from 'maplibre-gl';
import type { Palette } from './palettes';

export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

function paint(size: number, draw: (context: CanvasRenderingContext2D) => void): Picture {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  draw(context);
  return { width: size, height: size, data: context.getImageData(0, 0, size, size).data };
}

/** Lines at 45 degrees that join at the edges of the tile. */
function hatch(colour: string, cross: boolean, width = 3): Picture {
  return paint(24, (context) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    for (const shift of [-24, 0, 24]) {
      context.beginPath();
      context.moveTo(shift, 24);
      context.lineTo(shift + 24, 0);
      context.stroke();
      if (!cross) continue;
      context.beginPath();
      context.moveTo(shift, 0);
      context.lineTo(shift + 24, 24);
      context.stroke();
    }
  });
}

function dots(colour: string): Picture {
  return paint(16, (context) => {
    context.fillStyle = colour;
    for (const [x, y] of [[4, 4], [12, 12]] as const) {
      context.beginPath();
      context.arc(x, y, 2, 0, 7);
      context.fill();
    }
  });
}

type Outline = (context: CanvasRenderingContext2D) => void;

const shapes: Record<string, Outline> = {
  triangle: (c) => { c.moveTo(24, 6); c.lineTo(43, 40); c.lineTo(5, 40); c.closePath(); },
  diamond: (c) => { c.moveTo(24, 4); c.lineTo(44, 24); c.lineTo(24, 44); c.lineTo(4, 24); c.closePath(); },
  square: (c) => { c.rect(9, 9, 30, 30); },
  circle: (c) => { c.arc(24, 24, 17, 0, 7); },
  star: (c) => {
    for (let point = 0; point < 16; point += 1) {
      const radius = point % 2 === 0 ? 21 : 10;
      const angle = (point * Math.PI) / 8 - Math.PI / 2;
      c.lineTo(24 + radius * Math.cos(angle), 24 + radius * Math.sin(angle));
    }
    c.closePath();
  },
};

function symbol(shape: keyof typeof shapes, colour: string, mark = '', dashed = false): Picture {
  return paint(48, (context) => {
    context.beginPath();
    shapes[shape]?.(context);
    context.fillStyle = dashed ? '#ffffff' : colour;
    context.fill();
    context.lineWidth = dashed ? 5 : 3;
    context.strokeStyle = dashed ? colour : '#ffffff';
    context.setLineDash(dashed ? [7, 4] : []);
    context.stroke();
    if (!mark) return;
    context.fillStyle = dashed ? colour : '#ffffff';
    context.font = 'bold 22px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(mark, 24, shape === 'triangle' ? 29 : 25);
  });
}

export function pictures(palette: Palette): Record<string, Picture> {
  return {
    'hatch-cha': hatch(palette.cha, false),
    'hatch-sha': hatch(palette.sha, false),
    'cross-cha': hatch(palette.cha, true),
    'cross-sha': hatch(palette.sha, true),
    'dots-unverified': dots(palette.unverified),
    'hatch-cancelled': dots(palette.cancelled),
    'hatch-reduced': hatch(palette.reduced, false, 2),
    'hatch-cleared': hatch(palette.cleared, true, 2),
    'point-cha': symbol('triangle', palette.cha, '!'),
    'point-sha': symbol('triangle', palette.sha, '?'),
    'point-other': symbol('triangle', palette.other),
    'point-unverified': symbol('diamond', palette.unverified, '?', true),
    'point-closed': symbol('triangle', palette.cancelled, '×'),
    'point-accident': symbol('star', palette.accident),
    'point-spot': symbol('circle', palette.spot, 'E'),
    'point-activity': symbol('square', palette.activity),
  };
}

export function addPictures(map: MapLibre, palette: Palette) {
  for (const [name, picture] of Object.entries(pictures(palette))) {
    if (map.hasImage(name)) map.updateImage(name, picture);
    else map.addImage(name, picture, { pixelRatio: 2 });
  }
}

/** The same picture as an address for the legend. */
export function pictureUrl(picture: Picture): string {
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height), 0, 0);
  return canvas.toDataURL();
}
