import { html } from 'lit';
import { encode } from 'uqr';

/** Modules of white around it: cameras look for the edge (ISO/IEC 18004). */
const QUIET_ZONE = 4;
/** From here on it needs more room, for phones to tell the modules apart. */
const DENSE = 60;

/** A QR code as nodes: no picture, no `data:` address, no policy to widen. */
export function qrCode(text: string, label: string): unknown {
  // The correction of errors grows as far as the size allows.
  const { data, size } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET_ZONE });
  return html`<svg
    class="account-qr ${size > DENSE ? 'account-qr-dense' : ''}"
    viewBox="0 0 ${size} ${size}"
    role="img"
    aria-label=${label}
  >
    <rect width=${size} height=${size}></rect>
    <path d=${data.map(runs).join('')}></path>
  </svg>`;
}

/** The black modules of a row, each stretch of them as one rectangle. */
function runs(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    const start = x;
    while (row[x]) x += 1;
    if (x > start) path += `M${start} ${y}h${x - start}v1H${start}z`;
  }
  return path;
}
