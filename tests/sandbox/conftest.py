import httpx
import pytest
from sandbox_talk import NOW, Sandbox

from sandbox.clock import Clock
from sandbox.seed import fill, seed_file
from sandbox.server import serving
from sandbox.store import Store
from sandbox.world import make_world


@pytest.fixture(scope="session")
def one_world():
    """Filled once: starting anew costs next to nothing."""
    return make_world(
        Store(), Clock(NOW, lambda: 0.0), tenant_id=seed_file()["tenant"]["id"], fill=fill, seed=1
    )


@pytest.fixture
def world(one_world):
    one_world.reset(seed=1, now=NOW)
    return one_world


@pytest.fixture
async def sandbox(world):
    async with serving(world, host="127.0.0.1", port=0) as port:
        url = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(
            base_url=f"{url}/v1.0", timeout=30, trust_env=False, verify=False
        ) as client:
            yield Sandbox(url, world, client)
