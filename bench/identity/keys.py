"""The key that signs tokens, the tokens, and a certificate for the names that the SDK has built in."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from jwt.algorithms import RSAAlgorithm

from bench.identity import ISSUER

KEY_ID = "bench-1"
LIFETIME = 3600


def new_key() -> rsa.RSAPrivateKey:
    """2048 bits, as the Bot Service has them."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_set(key: rsa.RSAPrivateKey) -> dict[str, Any]:
    """The public half, endorsed for Teams."""
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256", "endorsements": ["msteams"]}]}


def tokens(key: rsa.RSAPrivateKey, *, audience: str, service_url: str, count: int) -> list[str]:
    """So many tokens of the channel, no two alike."""
    now = int(time.time())
    common: dict[str, Any] = {"iss": ISSUER, "aud": audience, "serviceurl": service_url}
    lifetime: dict[str, Any] = {"nbf": now - 60, "exp": now + LIFETIME}
    return [
        jwt.encode({**common, **lifetime, "jti": str(number)}, key, "RS256", headers={"kid": KEY_ID})
        for number in range(count)
    ]


def certificate(key: rsa.RSAPrivateKey, names: Iterable[str]) -> tuple[bytes, bytes]:
    """Certificate and key as PEM, for these names and this machine; it is its own authority."""
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Frontdesk bench")])
    alternatives = [x509.DNSName(name) for name in (*names, "localhost")]
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([*alternatives, x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return built.public_bytes(pem), key.private_bytes(pem, plain, serialization.NoEncryption())
