import { useCallback, useState } from 'react';
import type { Spot } from './map.ts';

/** idle, asking the device, or refused (by the person, the device or for lack of a signal). */
export type LocationState = 'idle' | 'asking' | 'refused';

const LONGEST_WAIT_MS = 12_000;

/**
 * Asks the device once where it is, when the person presses the button and never before.
 * The accuracy comes in metres; what is not accepted stays on the device.
 */
export function useOwnLocation(onFound: (spot: Spot & { readonly accuracy: number }) => void): {
  readonly state: LocationState;
  readonly ask: () => void;
} {
  const [state, setState] = useState<LocationState>('idle');
  const ask = useCallback(() => {
    if (!('geolocation' in navigator)) {
      setState('refused');
      return;
    }
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        onFound({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy });
      },
      () => setState('refused'),
      { enableHighAccuracy: true, timeout: LONGEST_WAIT_MS, maximumAge: 30_000 },
    );
  }, [onFound]);
  return { state, ask };
}
