"""A server that says at its end what it should keep to itself."""

import signal
import sys


def gossip(*_: object) -> None:
    sys.stderr.write("Adele Vance\n")
    sys.exit()


signal.signal(signal.SIGTERM, gossip)
sys.stdout.write("Gossip on http://127.0.0.1:1\n")
sys.stdout.flush()
signal.pause()
