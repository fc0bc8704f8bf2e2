"""`python -m bench.connector`: serve on a free port of this machine until told to stop."""

import asyncio

from bench.connector.desk import Desk
from bench.connector.http import Requests
from bench.serving import until_stopped


async def main() -> None:
    """Serve."""
    desk = Desk()
    server = await asyncio.get_running_loop().create_server(lambda: Requests(desk.answer), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(f"Connector on http://127.0.0.1:{port}", flush=True)
    await until_stopped()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
