// SPDX-License-Identifier: Apache-2.0
// The community door's one help of a script: the phone's own position, where the phone gives it.
const here = document.getElementById('here');
const position = document.getElementById('position');
if (here && position && 'geolocation' in navigator && window.isSecureContext) {
  const asked = here.textContent;
  here.hidden = false;
  here.addEventListener('click', () => {
    here.textContent = here.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        position.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        here.textContent = asked;
        position.focus();
      },
      () => { here.textContent = here.dataset.none; },
      { enableHighAccuracy: true, timeout: 30000, maximumAge: 0 },
    );
  });
}
