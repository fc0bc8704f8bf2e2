"""Identifiers and links in the shapes Graph gives them, all derived from names and numbers."""

import base64
import hashlib
from uuid import NAMESPACE_URL, UUID, uuid5

_OURS = UUID("6f0b1d9e-54c1-4d0c-9c55-4f8f4a0f2f6b")
NO_SELF_SERVICE = "00000000-0000-0000-0000-000000000000"


def object_id(mail: str) -> str:
    """The Entra object id of the person with this mail, also `from.aadObjectId` of a Teams activity."""
    return str(uuid5(NAMESPACE_URL, "https://frontdesk.example/users/" + mail.casefold()))


def guid(*parts: object) -> str:
    return str(uuid5(_OURS, "/".join(map(str, parts))))


def opaque(prefix: str, *parts: object) -> str:
    """An Exchange-like id: base64 with `=` at the end, now and then with `/` or `+` inside."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return prefix + base64.b64encode(digest).decode()


def thread_id(*parts: object) -> str:
    name = base64.b64encode(guid(*parts).encode()).decode()
    return f"19:meeting_{name}@thread.v2"


def join_url(thread: str, *, tenant: str, organizer: str) -> str:
    """The link by which staff join."""
    where = thread.replace(":", "%3a").replace("@", "%40").replace("=", "%3d")
    context = f"%7b%22Tid%22%3a%22{tenant}%22%2c%22Oid%22%3a%22{organizer}%22%7d"
    return f"https://teams.microsoft.com/l/meetup-join/{where}/0?context={context}"


def visit_url(thread: str, *, tenant: str, organizer: str) -> str:
    """The link by which a visitor joins without an account."""
    return (
        "https://visit.teams.microsoft.com/webrtc-svc/api/route"
        f"?tid={tenant}&convId={thread}&oid={organizer}&deployment=prod&joinAnonymous=True"
    )
