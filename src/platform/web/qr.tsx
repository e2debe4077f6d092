import { type ReactNode, useEffect, useState } from 'react';

/** A QR code drawn as one path; its maker is fetched when it is shown. */
export function Qr({ text, label }: { text: string; label: string }): ReactNode {
  const [drawn, setDrawn] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let gone = false;
    void import('qrcode').then(({ default: qr }) => {
      const { modules } = qr.create(text, { errorCorrectionLevel: 'M' });
      const parts: string[] = [];
      for (let y = 0; y < modules.size; y++) {
        for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) parts.push(`M${x} ${y}h1v1h-1z`);
      }
      if (!gone) setDrawn({ size: modules.size, path: parts.join('') });
    });
    return () => {
      gone = true;
    };
  }, [text]);
  if (drawn === null) return <div className="qr" />;
  return (
    <svg className="qr" viewBox={`-3 -3 ${drawn.size + 6} ${drawn.size + 6}`} role="img" aria-label={label}>
      <rect x="-3" y="-3" width="100%" height="100%" fill="#fff" />
      <path d={drawn.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
