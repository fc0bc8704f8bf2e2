"""The certificate by which the bot proves who it is."""

from dataclasses import dataclass, field
from pathlib import Path

_BEGIN = "-----BEGIN "


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its key, each as PEM."""

    public: str
    private_key: str = field(repr=False)


def read_certificate(path: Path) -> Certificate:
    """Both, from one PEM file; the first certificate in it is the bot's. Raises ValueError."""
    try:
        text = path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise ValueError("has to name a PEM file that can be read") from None
    parts = [_BEGIN + part for part in text.split(_BEGIN)[1:]]
    keys = [part for part in parts if "PRIVATE KEY-----" in part.partition("\n")[0]]
    certificates = [part for part in parts if part.startswith(f"{_BEGIN}CERTIFICATE-----")]
    if len(keys) != 1 or not certificates:
        raise ValueError("has to name a PEM file with one private key and its certificate")
    found = Certificate(certificates[0], keys[0])
    _check(found)
    return found


def _check(certificate: Certificate) -> None:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415  takes long
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415

    try:
        key = load_pem_private_key(certificate.private_key.encode(), None)
        public = load_pem_x509_certificate(certificate.public.encode())
    except TypeError:
        raise ValueError("names a PEM file whose private key is encrypted: decrypt it") from None
    except ValueError:
        raise ValueError("names a PEM file that is damaged") from None
    if key.public_key() != public.public_key():
        raise ValueError("names a PEM file whose private key is not that of its first certificate")
