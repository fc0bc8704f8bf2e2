"""The whole of it without a network: a request in, an answer out, and what changed in between is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from urllib.parse import parse_qsl

from sandbox import routes
from sandbox.call import Call, Tenant
from sandbox.clock import Clock
from sandbox.exchange import (
    Answer,
    GraphError,
    Json,
    Reply,
    Request,
    access_denied,
    folder_not_found,
    not_found,
    too_many_requests,
)
from sandbox.faults import AFTER, BEFORE, DROP_AFTER, DROP_BEFORE, Fault, Faults
from sandbox.ids import guid
from sandbox.log import Log
from sandbox.rights import permit
from sandbox.roles import open_business
from sandbox.routes import Match
from sandbox.store import Store, Tables
from sandbox.tokens import Caller, caller_of
from sandbox.writing import client_id, refusal, written

_OPEN_TO_ALL = frozenset({"users.get"})
Fill = Callable[[Store, int, datetime], None]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that has arrived: what it is about is known, nothing is done yet.

    `mailbox` is the business whose four places it needs, empty if it needs none.
    """

    request: Request
    request_id: str
    operation: str
    mailbox: str
    match: Match | None
    refusal: GraphError | None
    came: datetime
    fault: Fault | None = None


class World:
    """A make-believe tenant: filled by `fill` for a seed and a date, and refilled by `reset`."""

    def __init__(self, tenant: Tenant, *, fill: Fill, seed: int) -> None:
        self.tenant = tenant
        self.faults = Faults(_is_operation)
        self.log = Log()
        self._fill = fill
        self._seed = seed
        self._started = tenant.clock.now()
        self._pristine: Tables | None = None
        if not tenant.store.table("businesses"):
            self._refill()
        self._visits = 0

    def handle(self, request: Request) -> Answer:
        """The whole way at once, for callers without a network."""
        return self.answer(self.strike(self.receive(request)))

    def receive(self, request: Request) -> Visit:
        """See what a request is about."""
        self._visits += 1
        request_id = guid("request", self._seed, self._visits)
        try:
            match = routes.match(request.method, request.path)
        except GraphError as refusal:
            return Visit(request, request_id, "", "", None, refusal, self._now())
        mailbox = match.place.casefold() if match.in_business else ""
        return Visit(request, request_id, match.operation, mailbox, match, None, self._now())

    def strike(self, visit: Visit) -> Visit:
        """Let the fault that is armed for the operation, if any, strike this visit."""
        return replace(visit, fault=self.faults.take(visit.operation)) if visit.operation else visit

    def refuse(self, visit: Visit) -> Answer:
        """Turn a visit away because too many are there already."""
        return self.answer(replace(visit, refusal=too_many_requests(1)))

    def answer(self, visit: Visit) -> Answer:
        """Do what is asked and say so, or refuse it; the fault strikes before or after."""
        caller: Caller | None = None
        fault = visit.fault.fault if visit.fault else ""
        try:
            caller = self._caller(visit.request)
            reply = self._reply(visit, caller)
            self.tenant.store.commit()
        except GraphError as error:
            self.tenant.store.rollback()
            reply = self._refusal(visit, error)
        except BaseException:
            self.tenant.store.rollback()
            raise
        else:
            if visit.fault and fault in AFTER:
                reply = self._refusal(visit, AFTER[fault](visit.fault))
        dropped = fault in {DROP_BEFORE, DROP_AFTER}
        told = _entry(visit, caller, None if dropped else reply.status)
        self.log.add(visit.request, visit.came, self._now(), told)
        return replace(self._written(visit, reply), dropped=dropped)

    def reset(self, *, seed: int | None = None, now: datetime | None = None) -> None:
        """Start anew; the same seed and start as before unless told otherwise."""
        same = seed in {None, self._seed} and now in {None, self._started}
        self._seed = self._seed if seed is None else seed
        self._started: datetime = now or self._started
        self.tenant.clock.move(self._started)
        if same and self._pristine is not None:
            self.tenant.store.restore(self._pristine)
            self.tenant.store.commit()
        else:
            self.tenant.store.restore({})
            self._refill()
        self.faults.armed.clear()
        self.log.clear()
        self._visits = 0

    def find_user(self, mail: str) -> Json | None:
        return self.tenant.store.get("mails", mail.casefold())

    def _refill(self) -> None:
        self._fill(self.tenant.store, self._seed, self._started)
        self.tenant.store.commit()
        self._pristine = self.tenant.store.snapshot()

    def _caller(self, request: Request) -> Caller:
        return caller_of(request.headers.get("authorization", ""), self.find_user)

    def _reply(self, visit: Visit, caller: Caller) -> Reply:
        if visit.refusal is not None:
            raise visit.refusal
        if visit.fault and visit.fault.fault in BEFORE:
            raise BEFORE[visit.fault.fault](visit.fault)
        if visit.match is None or (visit.fault and visit.fault.fault == DROP_BEFORE):
            return Reply(204)
        permit(visit.operation, caller, about_me=visit.match.about_me)
        return visit.match.handler(self._call(visit, visit.match, caller))

    def _call(self, visit: Visit, match: Match, caller: Caller) -> Call:
        member = None
        place = ""
        if match.in_business:
            place = self._business_id(match.place)
            member = open_business(self.tenant.store, caller, place, match.operation)
        elif match.about_me or match.about_user:
            place = self._user_id(match, caller)
        return Call(
            tenant=self.tenant,
            caller=caller,
            place=place,
            ids=match.ids,
            path=visit.request.path,
            query=dict(parse_qsl(visit.request.query, keep_blank_values=True)),
            headers=visit.request.headers,
            content=visit.request.body,
            base=visit.request.base,
            fault=visit.fault,
            member=member,
        )

    def _business_id(self, named: str) -> str:
        """Mail addresses do not care for case."""
        wanted = named.casefold()
        for known in self.tenant.store.table("businesses"):
            if known.casefold() == wanted:
                return known
        raise folder_not_found()

    def _user_id(self, match: Match, caller: Caller) -> str:
        """Whose mailbox it is; a person's token reaches the own alone, the app names object ids."""
        if match.about_me:
            return caller.user["id"] if caller.user else ""
        user = self.tenant.store.get("users", match.place.casefold()) or self.find_user(match.place)
        if user is None or (
            caller.is_app and match.operation.startswith("onlineMeetings.") and user["id"] != match.place
        ):
            raise not_found(f"Resource '{match.place}' does not exist.")
        own = caller.is_app or caller.user == user or match.operation in _OPEN_TO_ALL
        if not own:
            raise access_denied()
        return user["id"]

    def _refusal(self, visit: Visit, error: GraphError) -> Reply:
        return refusal(error, request_id=visit.request_id, client_id=client_id(visit.request), at=self._now())

    def _written(self, visit: Visit, reply: Reply) -> Answer:
        names = {"request-id": visit.request_id, "client-request-id": client_id(visit.request)}
        return written(reply, names, at=self._now())

    def _now(self) -> datetime:
        return self.tenant.clock.now()


def make_world(store: Store, clock: Clock, *, tenant_id: str, fill: Fill, seed: int) -> World:
    return World(Tenant(tenant_id, store, clock), fill=fill, seed=seed)


def _is_operation(pattern: str) -> bool:
    return any(fnmatchcase(operation, pattern) for operation in routes.OPERATIONS)


def _entry(visit: Visit, caller: Caller | None, status: int | None) -> Json:
    who = "nobody" if caller is None else "app" if caller.is_app else f"user:{caller.mail}"
    return {
        "operation": visit.operation,
        "status": status,
        "client-request-id": visit.request.headers.get("client-request-id"),
        "request-id": visit.request_id,
        "who": who,
        "fault": visit.fault.fault if visit.fault else None,
    }
