// SPDX-License-Identifier: Apache-2.0
// The map library, loaded when a map is first opened, with its worker from our own files.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';

export type * from 'maplibre-gl';

let loading: Promise<typeof import('maplibre-gl')> | undefined;

export function loadMapLibre(): Promise<typeof import('maplibre-gl')> {
  loading ??= import('maplibre-gl').then((library) => {
    library.setWorkerUrl(workerUrl);
    return library;
  });
  return loading;
}

/** Whether this browser can draw the map at all. */
export function canDraw(): boolean {
  try {
    const canvas = document.createElement('canvas');
    return canvas.getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
