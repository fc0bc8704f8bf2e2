"""The page's own files, those of the npm packages, and what a page has to know to begin."""

from pathlib import Path

from aiohttp import web

from rehearsal.manifest import SCOPES
from rehearsal.places import BOT_ID, BOT_NAME, SHARED, TEAM_NAME, personal
from rehearsal.values import Json
from rehearsal.web.asking import Declined, missing
from rehearsal.web.company import person_json
from rehearsal.web.desk import Desk
from rehearsal.web.packages import Packages

PAGE = Path(__file__).parent / "page"
KINDS = frozenset({".html", ".js", ".mjs", ".css", ".svg", ".png", ".json", ".woff2"})
ALWAYS_ASK = {"Cache-Control": "no-cache"}
FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}


class Site:
    """Serves `/`, `/page`, `/npm` and `/room/about`."""

    def __init__(self, desk: Desk, packages: Packages, page: Path = PAGE) -> None:
        self._desk, self._packages, self._page = desk, packages, page.resolve()

    def add_to(self, app: web.Application) -> None:
        """Serve them there."""
        app.add_routes(
            [
                web.get("/", self.index),
                web.get("/page/{path:.+}", self.file),
                web.get("/npm/{path:.+}", self.package),
                web.get("/room/about", self.about),
            ]
        )

    async def index(self, _request: web.Request) -> web.StreamResponse:
        """The page."""
        return self._sent("index.html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """One of the page's files."""
        return self._sent(request.match_info["path"])

    async def package(self, request: web.Request) -> web.StreamResponse:
        """A listed file of an npm package, as it is."""
        path = self._packages.files.get(request.path)
        if path is None:
            raise missing(f"{request.path} is not among the files that the page may load.")
        return web.FileResponse(path, headers=FOR_A_YEAR)

    async def about(self, _request: web.Request) -> web.Response:
        """Who, where, and what can be chosen."""
        desk = self._desk
        try:
            roles = await desk.tenant.roles()
        except Declined:
            roles = dict[str, str]()
        return web.json_response(
            {
                "bot": {"id": BOT_ID, "name": BOT_NAME, "url": desk.bot_url},
                "sandbox": {"url": desk.graph_url},
                "people": [person_json(person, roles) for person in desk.room.people],
                "places": self._places(),
                "commands": self._commands(),
                "compose": self._compose(),
                "npm": self._packages.addresses,
                "why_plain": self._packages.why_plain,
            }
        )

    def _places(self) -> list[Json]:
        chats = [(personal(self._desk.room.people[0]), BOT_NAME), *((one, one.name) for one in SHARED)]
        return [
            {
                "key": one.key,
                "kind": one.kind,
                "name": name,
                "team": TEAM_NAME if one.kind == "channel" else "",
            }
            for one, name in chats
        ]

    def _commands(self) -> Json:
        menu = self._desk.manifest.menu
        return {kind: {trigger: menu(kind, trigger) for trigger in ("mention", "slash")} for kind in SCOPES}

    def _compose(self) -> Json:
        searches = self._desk.manifest.searches
        commands = [
            {"id": one.id, "title": one.title, "description": one.description, "parameter": one.parameter}
            for one in searches
        ]
        return {"commands": commands, "domains": self._desk.manifest.domains}

    def _sent(self, name: str) -> web.FileResponse:
        try:
            path = (self._page / name).resolve()
            served = path.is_relative_to(self._page) and path.suffix in KINDS and path.is_file()
        except (OSError, ValueError):  # a name that no file can have
            raise missing("The page has no such file.") from None
        if not served:
            raise missing(f"The page has no file {name!r}.")
        return web.FileResponse(path, headers=ALWAYS_ASK)
