// Finds the broker that classes are tested with, or installs it.
import { ensureMosquitto } from '../class/mosquitto.ts';

if (ensureMosquitto() === undefined)
  console.log(
    'mosquitto is not installed, and is not to be had without root on Debian: tests of a broker are skipped.',
  );
