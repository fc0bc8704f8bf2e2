"""The connector of Teams: where a bot sends, changes and takes back its messages."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from aiohttp import web

from rehearsal.history import History, Post
from rehearsal.people import Person, person_of
from rehearsal.places import GENERAL_ID, SHARED, TEAM_GROUP, TEAM_NAME, base_of, in_thread, personal
from rehearsal.rates import Rates
from rehearsal.refusing import Refused, Trouble, limited, told
from rehearsal.rules import Refusal, bad_argument, message_faults, too_large
from rehearsal.traffic import Exchange, Watch, unwatched
from rehearsal.values import Json, record, records, string

PAGE, MOST = 50, 500
SENT = web.RequestKey("sent", dict[str, Any])
BODY_BYTES = 2 * 1024 * 1024


class Connector:
    """Serves `/v3`; `posted` is called with every post of the bot that is new or changed."""

    def __init__(self, history: History, people: Sequence[Person], ids: Iterator[str]) -> None:
        self.history = history
        self.people = people
        self.refusals: list[Refusal] = []
        self.posted: Callable[[Post], None] = lambda _post: None
        self.watch: Watch = unwatched
        self.rates = Rates()
        self.trouble: Trouble | None = None
        self._ids = ids

    def app(self) -> web.Application:
        """The routes, to be mounted under the service URL."""
        app = web.Application(middlewares=[self._watched, self._answer_refusals])
        chat = "/v3/conversations/{chat}"
        app.add_routes(
            [
                web.get("/v3/conversations", self.conversations),
                web.post("/v3/conversations", self.create),
                web.post(f"{chat}/activities", self.send),
                web.post(f"{chat}/activities/{{id}}", self.send),
                web.put(f"{chat}/activities/{{id}}", self.update),
                web.delete(f"{chat}/activities/{{id}}", self.delete),
                web.get(f"{chat}/members", self.members),
                web.get(f"{chat}/pagedmembers", self.paged_members),
                web.get(f"{chat}/members/{{member}}", self.member),
                web.get("/v3/teams/{team}", self.team),
                web.get("/v3/teams/{team}/conversations", self.channels),
            ]
        )
        return app

    async def conversations(self, request: web.Request) -> web.Response:
        """The chats and channels there are, a page at a time."""
        chats = [personal(person).conversation_id for person in self.people]
        found = [*chats, *(place.conversation_id for place in SHARED)]
        page, token = _page([{"id": each} for each in found], request)
        return web.json_response({"conversations": page, "continuationToken": token})

    async def create(self, request: web.Request) -> web.Response:
        """A chat with one person, or a new post in a channel."""
        wanted = await self._body(request)
        channel = string(record(record(wanted.get("channelData")).get("channel")).get("id"))
        if channel:
            thread = next(self._ids)
            chat = in_thread(self._known(channel), thread)
            await self._post(chat, self._checked(record(wanted.get("activity"))), post_id=thread)
            return web.json_response({"id": chat, "activityId": thread}, status=201)
        members = [string(one.get("id")) for one in records(wanted.get("members"))]
        if len(members) != 1:
            raise Refused(400, "BadArgument", "A bot creates a chat with exactly one member.")
        chat = personal(self._person(members[0])).conversation_id
        if wanted.get("activity"):
            await self._post(chat, self._checked(record(wanted.get("activity"))), post_id=next(self._ids))
        return web.json_response({"id": chat}, status=201)

    async def send(self, request: web.Request) -> web.Response:
        """A message, a reply or a sign of typing."""
        activity = self._checked(await self._body(request))
        chat = self._known(request.match_info["chat"])
        only_for = self._target(request, activity, chat)
        post_id = next(self._ids)
        if activity.get("type") == "message":
            if chat == base_of(chat) and any(place.conversation_id == chat for place in SHARED[1:]):
                chat = in_thread(chat, post_id)
            await self._post(chat, activity, post_id=post_id, only_for=only_for)
        if activity.get("type") == "typing":
            await self.history.typing(chat, only_for)
        return web.json_response({"id": post_id}, status=201)

    async def update(self, request: web.Request) -> web.Response:
        """Another version of a message of the bot."""
        activity = self._checked(await self._body(request))
        post = self._own(request)
        await self.history.edit(post, activity)
        self.posted(post)
        return web.json_response({"id": post.id})

    async def delete(self, request: web.Request) -> web.Response:
        """A message of the bot taken back."""
        await self.history.delete(self._own(request))
        return web.Response()

    async def members(self, request: web.Request) -> web.Response:
        """Who is in the chat or team."""
        return web.json_response([one.as_member() for one in self._in_chat(request)])

    async def paged_members(self, request: web.Request) -> web.Response:
        """The same, a page at a time."""
        page, token = _page([one.as_member() for one in self._in_chat(request)], request)
        return web.json_response({"members": page} | ({"continuationToken": token} if token else {}))

    async def member(self, request: web.Request) -> web.Response:
        """One person of the chat, by Teams id, Entra object id or address."""
        try:
            found = person_of(request.match_info["member"], self._in_chat(request))
        except LookupError:
            raise Refused(404, "MemberNotFoundInConversation", "Member not found in conversation.") from None
        return web.json_response(found.as_member())

    async def team(self, request: web.Request) -> web.Response:
        """The one team."""
        if request.match_info["team"] != GENERAL_ID:
            raise Refused(404, "TeamNotFound", "The team was not found.")
        found: Json = {"id": GENERAL_ID, "name": TEAM_NAME, "aadGroupId": TEAM_GROUP}
        return web.json_response(found | {"channelCount": 2, "memberCount": len(self.people)})

    async def channels(self, _request: web.Request) -> web.Response:
        """The channels of the team; General comes without a name, as from Teams."""
        found = [{"id": place.conversation_id, "name": place.name} for place in SHARED[1:]]
        return web.json_response({"conversations": [{"id": GENERAL_ID}, *found[1:]]})

    async def _post(self, chat: str, activity: Json, *, post_id: str, only_for: Person | None = None) -> None:
        post = Post(post_id, chat, None, [activity], only_for)
        await self.history.post(post)
        self.posted(post)

    async def _body(self, request: web.Request) -> Json:
        text = await request.text()
        if too_large(text):
            self.refusals.append(Refusal("message too large", f"{len(text)} characters", fatal=True))
            raise Refused(413, "MessageSizeTooBig", "Message size too large.")
        try:
            body = record(json.loads(text))
        except ValueError:
            raise Refused(400, "BadSyntax", "The body is not JSON.") from None
        request[SENT] = body
        return body

    def _checked(self, activity: Json) -> Json:
        if fault := bad_argument(activity):
            self.refusals.append(Refusal("bad argument", fault, fatal=True))
            raise Refused(400, "BadSyntax", fault)
        self.refusals += message_faults(activity)
        return activity

    def _own(self, request: web.Request) -> Post:
        post = self.history.find(request.match_info["id"], self._known(request.match_info["chat"]))
        if post is None:
            raise Refused(404, "ActivityNotFoundInConversation", "Activity not found in the conversation.")
        if post.author is not None:
            raise Refused(403, "Forbidden", "A bot changes its own messages only.")
        if _targeted(request) != (post.only_for is not None):
            raise Refused(400, "INVALID_TARGETED_MESSAGE_ID", "A message stays targeted, or stays public.")
        return post

    def _target(self, request: web.Request, activity: Json, chat: str) -> Person | None:
        if not _targeted(request):
            return None
        if all(base_of(chat) != place.conversation_id for place in SHARED):
            raise Refused(400, "BadArgument", "Targeted messages are for channels and group chats.")
        return self._person(string(record(activity.get("recipient")).get("id")))

    def _person(self, teams_id: str) -> Person:
        for person in self.people:
            if teams_id in {person.teams_id, person.aad_object_id}:
                return person
        raise Refused(400, "BadArgument", "Failed to decrypt pairwise id.")

    def _known(self, chat: str) -> str:
        known = {place.conversation_id for place in SHARED}
        known |= {personal(person).conversation_id for person in self.people}
        if base_of(chat) not in known:
            raise Refused(404, "ConversationNotFound", "Conversation not found.")
        return chat

    def _in_chat(self, request: web.Request) -> list[Person]:
        chat = base_of(self._known(request.match_info["chat"]))
        alone = [one for one in self.people if personal(one).conversation_id == chat]
        return alone or list(self.people)

    @web.middleware
    async def _watched(self, request: web.Request, handler: Any) -> web.StreamResponse:
        exchange = Exchange("connector", told(request))
        self.watch(exchange)
        try:
            answer = await handler(request)
        except web.HTTPException as fault:
            exchange.end(fault.status, None)
            self.watch(exchange)
            raise
        exchange.sent = request.get(SENT)
        text = answer.text if isinstance(answer, web.Response) else None
        exchange.end(answer.status, json.loads(text) if text else None)
        self.watch(exchange)
        return answer

    @web.middleware
    async def _answer_refusals(self, request: web.Request, handler: Any) -> web.StreamResponse:
        try:
            limited(self.rates, request)
            trouble = self._strikes(request)
            if trouble is None:
                return await handler(request)
            if trouble.after:
                await handler(request)
            raise trouble.as_refused()
        except Refused as refused:
            fault = {"error": {"code": refused.code, "message": str(refused)}}
            return web.json_response(fault, status=refused.status, headers=refused.headers)

    def _strikes(self, request: web.Request) -> Trouble | None:
        trouble = self.trouble
        if trouble is None or request.method == "GET":
            return None
        self.trouble = replace(trouble, times=trouble.times - 1) if trouble.times > 1 else None
        return trouble


def _page(rows: list[Json], request: web.Request) -> tuple[list[Json], str]:
    """The rows that are asked for, and the token of those after them."""
    asked = request.query.get("pageSize", ""), request.query.get("continuationToken", "")
    size, start = (int(text) if text.isdecimal() else 0 for text in asked)
    end = start + min(max(size or PAGE, 1), MOST)
    return rows[start:end], str(end) if end < len(rows) else ""


def _targeted(request: web.Request) -> bool:
    return request.query.get("isTargetedActivity", "").casefold() == "true"
