"""The page's files, those of npm packages, and what a page is told to begin with."""

import json

from rehearsal.manifest import Manifest
from rehearsal.web.company import COMPANY
from rehearsal.web.packages import LISTED, Packages


async def test_the_page_and_its_files_are_served_and_always_asked_for_again(page):
    for path, kind in (("/", "text/html"), ("/page/style/chat.css", "text/css")):
        async with page.http.get(page.house.url + path) as answer:
            assert (answer.status, answer.content_type) == (200, kind)
            assert answer.headers["Cache-Control"] == "no-cache"


async def test_nothing_else_is_served(page):
    for path in (
        "/page/secret.txt",
        "/page/nothing.js",
        "/page/style",
        "/page/..%2f..%2fpyproject.toml",
        "/page/%2e%2e/%2e%2e/appPackage/manifest.json",
        "/page//etc/hostname.json",
        "/page/%00.js",
        f"/page/{'long' * 100}.js",
        "/npm/adaptivecards/3.0.6/package.json",
        "/npm/%2e%2e/requirements/room/package.json",
    ):
        status, answer = await page.asks(path)
        assert (status, list(answer)) == (404, ["error"]), path


async def test_a_page_is_told_who_is_there_and_what_they_are(page):
    _, about = await page.asks("/room/about")

    people = [(one["key"], one["role"], one["kind"], one["locale"]) for one in about["people"]]
    assert people == [
        ("dana", "administrator, Northwind Clinic", "member", "en-GB"),
        ("alex", "scheduler, Northwind Clinic", "member", "de-DE"),
        ("priya", "teamMember, Northwind Clinic", "member", "en-IN"),
        ("wei", "externalGuest, Northwind Clinic", "guest", "zh-CN"),
        ("robin", "", "other tenant", "fr-FR"),
    ]
    assert len({one.zone for one in COMPANY}) == 5
    assert [one["key"] for one in about["places"]] == ["personal", "group", "general", "channel"]
    assert about["compose"]["commands"][0]["parameter"] == "customer"


async def test_the_menus_are_those_of_the_app_package(page):
    _, about = await page.asks("/room/about")

    for kind in ("personal", "groupChat", "channel"):
        assert about["commands"][kind]["mention"][0]["title"] == "book"


def test_menus_are_told_apart_by_place_and_trigger():
    lists = [
        {
            "scopes": ["team"],
            "triggers": ["slash"],
            "commands": [{"title": "agenda", "description": "My day"}],
        },
        {"scopes": ["team", "personal"], "commands": [{"title": "book"}]},
    ]
    manifest = Manifest({"bots": [{"commandLists": lists}]})

    assert manifest.menu("channel", "slash") == [{"title": "agenda", "description": "My day"}]
    assert manifest.menu("personal", "slash") == []
    assert manifest.menu("personal", "mention") == [{"title": "book", "description": ""}]


def installed(folder, versions):
    wanted = folder / "package.json"
    wanted.write_text(json.dumps({"dependencies": versions}), "utf-8")
    for package, inside in LISTED.values():
        path = folder / "node_modules" / package / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
        about = folder / "node_modules" / package / "package.json"
        about.write_text(json.dumps({"version": "1.2.3"}), "utf-8")
    return folder / "node_modules", wanted


def test_the_packages_are_listed_with_their_versions(tmp_path):
    names = {package: "1.2.3" for package, _ in LISTED.values()}
    packages = Packages.find(*installed(tmp_path, names))

    assert packages.addresses["adaptivecards"] == "/npm/adaptivecards/1.2.3/dist/adaptivecards.min.js"
    assert (sorted(packages.addresses), packages.why_plain) == (["adaptivecards", "axe", "dark", "light"], "")


def test_packages_of_another_version_are_not_taken(tmp_path):
    names = {package: "1.2.3" for package, _ in LISTED.values()} | {"axe-core": "1.2.4"}
    packages = Packages.find(*installed(tmp_path, names))

    assert (packages.files, packages.addresses) == ({}, {})
    assert packages.why_plain.startswith("Cards are drawn plainly")
