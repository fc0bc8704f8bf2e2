"""`python -m bench.identity FOLDER`: serve on two free ports of this machine, plain and with TLS."""

import asyncio
import ssl
import sys
from pathlib import Path

from bench.identity import NAMES
from bench.identity.app import make_app
from bench.identity.keys import certificate, new_key
from bench.serving import listen, until_stopped


async def main(folder: Path) -> None:
    """Serve; the certificate to be trusted is written into the folder."""
    key = new_key()
    public, private = certificate(key, NAMES)
    (folder / "ca.pem").write_bytes(public)
    (folder / "both.pem").write_bytes(public + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    runner, (plain, secure) = await listen(make_app(key), None, context)
    (folder / "tls-port").write_text(str(secure), encoding="ascii")
    print(f"Identity on http://127.0.0.1:{plain}", flush=True)
    await until_stopped()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
