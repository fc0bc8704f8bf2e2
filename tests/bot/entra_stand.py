"""Entra and Azure's identity endpoint, as the HTTP client that MSAL is given; and a certificate for it."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from identity_stand import private_key

LIFETIME = 3600


class Reply:
    def __init__(self, body: Any, status_code: int = 200) -> None:
        self.text, self.status_code, self.headers = json.dumps(body), status_code, {}

    def raise_for_status(self) -> None:
        if self.status_code >= 400:
            raise OSError(self.status_code)


class Entra:
    """Grants numbered tokens and remembers what it was asked; waits for `open` as a slow one does."""

    def __init__(self) -> None:
        self.granted: list[dict[str, Any]] = []
        self.places: list[str] = []
        self.refusal: dict[str, str] | None = None
        self.away = False
        self.open = threading.Event()
        self.open.set()
        self._grants = threading.Semaphore(0)

    def wait_for(self, grants: int) -> None:
        """Until so many tokens have been asked for; blocks."""
        for _ in range(grants):
            assert self._grants.acquire(timeout=30)

    def get(self, url: str, **how: Any) -> Reply:
        self._reached(url)
        if "/metadata/identity/" in url:
            return self._grant(how["params"])
        base = url.partition("/v2.0/")[0]
        places = {"authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token"}
        return Reply({"issuer": f"{base}/v2.0", "metadata": [], **places})

    def post(self, url: str, *, data: Any = None, **_: Any) -> Reply:
        self._reached(url)
        return self._grant(data)

    def close(self) -> None:
        pass

    def _reached(self, url: str) -> None:
        assert self.open.wait(10)
        if self.away:
            raise ConnectionError(url)
        self.places.append(url)

    def _grant(self, asked: Any) -> Reply:
        self.granted.append(dict(asked))
        self._grants.release()
        if self.refusal:
            return Reply(self.refusal, 401)
        token = f"token-{len(self.granted)}"
        return Reply({"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"})


def certificate(key_number: int = 1) -> str:
    """A certificate, signed by its own key, as PEM."""
    key = private_key(key_number)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Frontdesk")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    return built.public_bytes(Encoding.PEM).decode()


def key_pem(key_number: int = 1, encryption: Any = None) -> str:
    """Its private key, as PEM."""
    encryption = encryption or NoEncryption()
    return private_key(key_number).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode()


def written(path: Path, text: str) -> Path:
    path.write_text(text, "ascii")
    return path
