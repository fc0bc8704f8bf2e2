"""A server of a few lines, started as a process of its own: greets, or fails with a word on why."""

import os
import signal
import sys

if sys.argv[1:] == ["fail"]:
    sys.exit("no database here")
sys.stdout.write(f"Greeter on http://127.0.0.1:1234 {os.environ.get('FRONTDESK_LOG', 'unset')}\n")
sys.stdout.flush()
signal.pause()
