"""`python -m bench.ours [--tls-port PORT] [--pauses]`: `python -m bot` with its neighbours on this machine.

Two things differ, and neither is a setting, so that no deployment can be talked into them: Entra's name leads
to the bench's identity service, and Teams' connector may be one on loopback, without TLS.
With `--pauses` the pauses of the garbage collector since SIGUSR1 are told at the end, in one line of JSON.
"""

import argparse
import atexit
import re
import signal
import socket
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bench.identity import NAMES
from bench.ours.pauses import Pauses
from bench.stock.away import led_to
from bot.__main__ import main
from bot.sdk.admission import Admission

Body = Mapping[str, Any]

_NEAR = re.compile(r"http://127\.0\.0\.1:\d+/")


def nearby(refusal: Any) -> Any:
    """The rule of the house, asked about Teams' own host where it is that of the bench."""

    def asked(admission: Admission, body: Body) -> str | None:
        return refusal(admission, {**body, "serviceUrl": _as_of_teams(body["serviceUrl"])})

    return asked


@lru_cache
def _as_of_teams(url: str) -> str:
    return _NEAR.sub("https://smba.trafficmanager.net/", url)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls-port", type=int)
    parser.add_argument("--pauses", action="store_true")
    options = parser.parse_args()
    if options.tls_port:
        socket.getaddrinfo = led_to(options.tls_port, NAMES, socket.getaddrinfo)
        Admission.refusal = nearby(Admission.refusal)
    if options.pauses:
        pauses = Pauses()
        signal.signal(signal.SIGUSR1, lambda *_: pauses.begin())
        atexit.register(lambda: print(pauses.told(), file=sys.stderr, flush=True))
    sys.exit(main())
