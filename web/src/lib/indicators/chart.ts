// SPDX-License-Identifier: Apache-2.0
// An indicator as a chart, and the chart as a file. The table beside it holds the same figures for who cannot see it.
import * as Plot from '@observablehq/plot';
import { chartRows, drawnBy, mostColours, overTime, unitText, type IndicatorTable } from './indicator';

// Told apart in every common colour blindness; no green, which readers take as safe.
const colours = ['#2b5d8a', '#d08a1d', '#8c3b2a', '#7d6ba8', '#5aa2c8', '#4a4f55', '#c76d9b', '#a79a5a'];
const darkColours = ['#8fbdec', '#f0a53a', '#ff9d94', '#bda9ea', '#7cc7e8', '#c3cad0', '#eba0c5', '#d9cc86'];

export interface Drawing {
  width: number;
  dark: boolean;
  rtl: boolean;
  name: (split: string, key: string) => string;
  number: (value: number, digits?: number) => string;
  label: string;
}

/** A Plot figure has its legend beside the chart; one element holds both. */
export function draw(table: IndicatorTable, drawing: Drawing): HTMLElement | SVGSVGElement {
  const figure = plot(table, drawing);
  // Names on parts without a role mean nothing to a screen reader; the whole picture has one.
  for (const part of figure.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label');
  const picture = figure.matches('svg') ? figure : figure.querySelector('svg[aria-label]');
  picture?.setAttribute('role', 'img');
  return figure;
}

function plot(table: IndicatorTable, { width, dark, rtl, name, number, label }: Drawing): HTMLElement | SVGSVGElement {
  const rows = chartRows(table, name);
  const compared = table.compared ? chartRows(table.compared, name).map((row) => ({ ...row, of: row.of ? `${row.of} (2)` : '(2)' })) : [];
  const all = [...rows, ...compared];
  const domain = [...new Set(all.map((row) => row.of))];
  const colour = { domain, range: dark ? darkColours : colours, legend: domain.length > 1 && domain.length <= mostColours };
  const style = { background: 'transparent', fontSize: '13px', fontFamily: 'inherit', color: dark ? '#e9ecee' : '#1b2327', overflow: 'visible' };
  const ticks = (value: number) => number(value, Math.abs(value) < 1 ? 2 : 0);
  if (overTime(table.split_by[drawnBy(table)[0] ?? 0])) {
    const order = [...new Set(all.map((row) => row.at))].sort();
    const every = Math.ceil(order.length / Math.max(1, Math.floor((width - 100) / 16)));  // labels that fit at a slant
    return Plot.plot({
      width, height: Math.max(240, Math.min(420, width * 0.5)), style, ariaLabel: label, color: colour, marginLeft: 80, marginBottom: 40,
      x: { domain: order, label: null, type: 'band', reverse: rtl, tickRotate: order.length * 48 > width - 100 ? -45 : 0, ticks: order.filter((_, at) => at % every === 0) },
      y: { label: unitText(table.unit), grid: true, tickFormat: ticks, zero: true },
      marks: [
        Plot.barY(all, { x: 'at', y: 'value', fill: 'of', title: (row: (typeof all)[number]) => `${row.at}${row.of ? ` · ${row.of}` : ''}: ${number(row.value, 2)}` }),
        Plot.ruleY([0]),
      ],
    });
  }
  const sums = new Map<string, number>();
  for (const row of all) sums.set(row.at, (sums.get(row.at) ?? 0) + row.value);
  const order = [...sums.entries()].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([at]) => at);
  const kept = all.filter((row) => order.includes(row.at));
  const longest = Math.max(...order.map((text) => text.length), 4);
  return Plot.plot({
    width, height: Math.max(120, order.length * 30 + 60), style, ariaLabel: label, color: colour,
    marginLeft: rtl ? 60 : Math.min(260, longest * 7.5 + 16), marginRight: rtl ? Math.min(260, longest * 7.5 + 16) : 60,
    x: { label: unitText(table.unit), grid: true, tickFormat: ticks, reverse: rtl, zero: true, ticks: Math.max(3, Math.floor(width / 140)) },
    y: { domain: order, label: null, axis: rtl ? 'right' : 'left' },
    marks: [
      Plot.barX(kept, { y: 'at', x: 'value', fill: 'of', title: (row: (typeof kept)[number]) => `${row.at}${row.of ? ` · ${row.of}` : ''}: ${number(row.value, 2)}` }),
      Plot.ruleX([0]),
    ],
  });
}

/** A picture that stands by itself, with its size in pixels. */
export interface Picture { text: string; width: number; height: number }

/** The chart alone. @param note a line below it that goes with it wherever it goes */
export function svgPicture(holder: Element, title: string, background: string, note = ''): Picture {
  const found = holder.matches('svg') ? holder : ([...holder.querySelectorAll('svg')].sort((a, b) => b.clientHeight - a.clientHeight)[0] ?? null);
  if (!found) throw new Error('no chart');
  const copy = found.cloneNode(true) as SVGSVGElement;
  const width = Math.ceil(found.clientWidth);
  const height = Math.ceil(found.clientHeight) + (note ? 28 : 0);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const element = (name: string, text: string, attributes: Record<string, string> = {}) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  copy.prepend(element('title', title), element('rect', '', { width: '100%', height: '100%', fill: background }));
  if (note) copy.append(element('text', note, { x: String(width / 2), y: String(height - 10), 'text-anchor': 'middle', 'font-size': '12', fill: 'currentColor' }));
  copy.style.fontFamily = 'sans-serif';
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

export async function png({ text, width, height }: Picture): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.scale(2, 2);
    context.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}
