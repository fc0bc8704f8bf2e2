"""Collections as Graph pages, counts and refuses them."""

from collections.abc import Iterable
from itertools import islice
from urllib.parse import quote, urlencode

from sandbox.call import Call
from sandbox.exchange import Json, Reply, bad_request

PAGE = 100
_DATES = ("start", "end", "datetime")


def collection(call: Call, items: Iterable[Json], *, of: str, abstract: str = "") -> Reply:
    """One page of the items; `abstract` names the base type that `$select` is checked against."""
    _refuse_queries(call)
    everything = list(items)
    size = call.fault.size if call.fault and call.struck_by("small-pages") else PAGE
    size = min(size, _number(call.query.get("$top"), default=size) or size)
    first = _number(call.query.get("$skiptoken"), default=0)
    page = _selected(call, everything[first : first + size], abstract=abstract)
    body: Json = {"@odata.context": context(call, of)}
    if call.query.get("$count") == "true":
        body["@odata.count"] = len(everything)
    if first + size < len(everything):
        body["@odata.nextLink"] = _next_link(call, first + size)
    return Reply(200, {**body, "value": page})


def entity(call: Call, of: str, value: Json, *, status: int = 200) -> Reply:
    return Reply(status, {"@odata.context": context(call, f"{of}/$entity"), **value})


def count(items: Iterable[Json]) -> Reply:
    return Reply(200, str(sum(1 for _ in items)))


def context(call: Call, of: str) -> str:
    return f"{call.base}/$metadata#{of}"


def under_business(call: Call, name: str) -> str:
    return f"solutions/bookingBusinesses('{quote(call.place, safe='')}')/{name}"


def capped(items: Iterable[Json], most: int) -> list[Json]:
    return list(islice(items, most))


def _refuse_queries(call: Call) -> None:
    if "$filter" in call.query:
        by_date = any(name in call.query["$filter"].casefold() for name in _DATES)
        raise bad_request("This filter query is not supported." if by_date else "Invalid filter clause")
    for option in ("$search", "$orderby", "$skip"):
        if option in call.query:
            raise bad_request(f"The query option '{option}' is not supported.")


def _selected(call: Call, page: list[Json], *, abstract: str) -> list[Json]:
    if "$select" not in call.query:
        return page
    names = [name.strip() for name in call.query["$select"].split(",") if name.strip()]
    if abstract and (unknown := [name for name in names if name != "id"]):
        raise bad_request(
            f"Could not find a property named '{unknown[0]}' on type 'microsoft.graph.{abstract}'."
        )
    return [{name: item[name] for name in ("id", *names) if name in item} for item in page]


def _number(text: str | None, *, default: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < len("1000000")):
        raise bad_request("A query option is not a number.")
    return int(text)


def _next_link(call: Call, first: int) -> str:
    options = {name: value for name, value in call.query.items() if name != "$skiptoken"}
    return f"{call.base}{call.path}?{urlencode({**options, '$skiptoken': first}, safe='$')}"
