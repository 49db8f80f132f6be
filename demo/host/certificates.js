const DAY = 86_400_000;
/** From when on a certificate asks for attention. */
const SOON = 30;

/**
 * The sample data, in days from today so that the demo never ages: there is
 * always something about to expire.
 */
export async function loadCertificates(now = new Date()) {
  const response = await fetch('/host/certificates.json');
  const noon = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 12);
  return (await response.json()).map((certificate) => ({
    ...certificate,
    days: certificate.until,
    from: new Date(noon + certificate.from * DAY),
    until: new Date(noon + certificate.until * DAY),
    status: certificate.until < 0 ? 'expired' : certificate.until <= SOON ? 'expiring' : 'valid',
  }));
}

export const statusNames = { valid: 'Valid', expiring: 'Expiring soon', expired: 'Expired' };
export const renewalNames = { automatic: 'Automatic', manual: 'By hand' };

/** The certificates that fit what the person looks for, in the order they want. */
export function find(certificates, { text, status, issuer, owner, sort, descending }, { say, compare }) {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (certificate) => {
    if (status && certificate.status !== status) return false;
    if (issuer && certificate.issuer !== issuer) return false;
    if (owner && certificate.owner !== owner) return false;
    const { name, also, purpose, runsOn } = certificate;
    const all = [name, ...also, ...runsOn, say(purpose)].join(' ').toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  };
  const orders = {
    name: (a, b) => compare(a.name, b.name),
    issuer: (a, b) => compare(a.issuer, b.issuer) || a.days - b.days,
    expires: (a, b) => a.days - b.days || compare(a.name, b.name),
  };
  const found = certificates.filter(fits).sort(orders[sort]);
  return descending ? found.reverse() : found;
}
