"""How answers are written: headers, error bodies, JSON or plain text."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime

from sandbox.exchange import Answer, GraphError, Json, Reply, Request

_JSON = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
_TEXT = "text/plain;charset=utf-8"
_DIAGNOSTIC = '{"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"1","ScaleUnit":"000"}}'
_ECHOED = re.compile(r"[!-~]{1,100}")


def client_id(request: Request) -> str:
    """The client-request-id if it can be echoed, else nothing."""
    sent = request.headers.get("client-request-id", "")
    return sent if _ECHOED.fullmatch(sent) else ""


def refusal(error: GraphError, *, request_id: str, client_id: str, at: datetime) -> Reply:
    inner = {
        "date": f"{at:%Y-%m-%dT%H:%M:%S}",
        "request-id": request_id,
        "client-request-id": client_id or request_id,
    }
    body: Json = {"error": {"code": error.code, "message": error.message, "innerError": inner}}
    return Reply(error.status, body, error.headers)


def written(reply: Reply, names: Mapping[str, str], *, at: datetime) -> Answer:
    """The bytes of a reply; `names` are its two ids, the client's falling back to ours."""
    headers = {
        "request-id": names["request-id"],
        "client-request-id": names["client-request-id"] or names["request-id"],
        "Date": format_datetime(at, usegmt=True),
        "x-ms-ags-diagnostic": _DIAGNOSTIC,
        "Cache-Control": "no-cache",
        "OData-Version": "4.0",
        **reply.headers,
    }
    if reply.body is None:
        return Answer(reply.status, headers, b"")
    if isinstance(reply.body, str):
        return Answer(reply.status, {**headers, "Content-Type": _TEXT}, reply.body.encode())
    content = json.dumps(reply.body, ensure_ascii=False).encode(errors="replace")
    return Answer(reply.status, {**headers, "Content-Type": _JSON}, content)
