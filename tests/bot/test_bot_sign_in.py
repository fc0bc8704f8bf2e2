"""People sign in once and go on where they were; the bot has no rights but theirs."""

import pytest
import pytest_asyncio
from sign_in_stand import room_on, standing

from bot.sign_in import phrases
from rehearsal.signing_in import signed_in_at

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stand():
    async with standing() as stand:
        yield stand


@pytest_asyncio.fixture(loop_scope="module")
async def room(stand):
    async with room_on(stand) as room:
        for key in ("dana", "alex"):
            await room.as_(key).says("/signout")
            await room.as_(key).says("/cancel")
        stand.tokens.asked.clear()
        yield room


@pytest_asyncio.fixture(loop_scope="module")
async def dana(room):
    return room.as_("dana")


async def to_times(seat):
    await seat.taps("Next", Service="Initial consult")
    await seat.taps("Next", Staff="Anyone who is free")
    await seat.taps("Next", Customer="Adele Vance")
    await seat.sees("When?")


async def test_single_sign_on_lets_a_booking_go_on_by_itself(dana, stand):
    await dana.says("/book initial consult")
    assert "Please sign in" in dana.card.text()

    await dana.signs_in()

    assert dana.last.status == 200
    assert "One last look" in dana.card.text()
    assert "Initial consult" in dana.card.text()
    assert stand.tokens.calls("exchange") == [dana.person.teams_id]


async def test_graph_is_asked_with_the_token_of_the_person_alone(dana, stand):
    await dana.says("/book")
    await dana.signs_in()
    await to_times(dana)

    assert {one["who"] for one in await stand.log()} == {"user:danas@northwind.example"}


async def test_the_sign_in_card_goes_when_it_is_done(dana):
    await dana.says("/book")
    card = dana.sign_in_card

    await dana.signs_in()

    assert card.post.deleted


async def test_consent_is_given_by_the_button(dana, stand):
    stand.tokens.unconsented.add(dana.person.mail)
    await dana.says("/book")

    await dana.signs_in()

    assert "Which service?" in dana.card.text()
    names = [one.activity.get("name") for one in dana.stage.line.deliveries[-2:]]
    statuses = [one.status for one in dana.stage.line.deliveries[-2:]]
    assert (names, statuses) == (["signin/tokenExchange", "signin/verifyState"], [412, 200])


async def test_who_closes_the_sign_in_page_is_told_how_to_come_back(dana, stand):
    stand.tokens.unconsented.add(dana.person.mail)
    await dana.says("/book")

    heard = await dana.signs_in(consents=False)

    assert heard == [phrases.CANCELLED]


async def test_a_wrong_code_signs_nobody_in(dana, stand):
    await dana.says("/book")

    delivery = await dana.sends(
        {"type": "invoke", "name": "signin/verifyState", "value": {"state": "999999"}}
    )

    assert delivery.status == 404
    assert stand.tokens.tokens == {}
    assert phrases.WRONG_CODE in dana.visible


async def test_every_client_of_a_person_exchanges_and_one_counts(dana, stand):
    await dana.says("/book")
    await dana.signs_in()
    first = len(dana.cards)

    answers = await dana.redelivers(3, fresh_id=True)

    assert [answer.status for answer in answers] == [200, 200, 200]
    assert stand.tokens.calls("exchange") == [dana.person.teams_id]
    assert len(dana.cards) == first


async def test_a_token_of_nobody_who_was_asked_is_not_exchanged(room, stand):
    alex = room.as_("alex")
    value = {"id": "exchange-1", "connectionName": "graph", "token": "teams:alexw@northwind.example"}

    delivery = await alex.sends({"type": "invoke", "name": "signin/tokenExchange", "value": value})

    assert delivery.status == 200
    assert stand.tokens.calls("exchange") == []


async def test_another_account_is_signed_out_again(dana, stand):
    await dana.says("/book")

    heard = await dana.signs_in(account="alexw@northwind.example")

    assert heard == [phrases.ANOTHER_ACCOUNT]
    assert stand.tokens.tokens == {}
    await dana.says("try again")
    assert "Please sign in" in dana.card.text()
    assert {one["operation"] for one in await stand.log()} <= {"users.get"}


async def test_a_tap_without_a_token_is_answered_with_a_sign_in_and_sent_again(dana, stand):
    await dana.says("/book")
    await dana.signs_in()
    await to_times(dana)
    await dana.says("/signout")
    card = dana.card

    await dana.taps("Take this time", on=card)
    assert dana.last.body["statusCode"] == 401
    assert dana.last.body["value"]["tokenExchangeResource"]
    await dana.signs_in()

    assert "Anything to note?" in dana.card.text()


async def test_a_tap_that_brings_no_consent_is_refused(dana, stand):
    await dana.says("/book")
    await dana.signs_in()
    await dana.says("/signout")
    stand.tokens.unconsented.add(dana.person.mail)

    await dana.taps("Next", Service="Initial consult")
    await dana.signs_in()

    assert dana.last.body["statusCode"] == 412
    assert stand.tokens.tokens == {}


@pytest.mark.parametrize("fault", ["expired-token", "claims-challenge"])
async def test_a_token_that_graph_refuses_is_replaced_in_the_middle_of_a_flow(dana, stand, fault):
    await dana.says("/book")
    await dana.signs_in()
    await to_times(dana)
    await stand.fault("calendarView.list", fault)

    await dana.says("friday")
    assert "Adele Vance" in dana.card.text()
    assert stand.tokens.tokens == {}
    assert bool(dana.sign_in_card.resource) == (fault == "expired-token")
    await dana.signs_in()

    assert "When?" in dana.card.text()
    assert "Adele Vance" in dana.card.text()


async def test_a_sign_in_that_graph_takes_none_of_does_not_go_round_and_round(dana, stand):
    """The client exchanges by itself, and what was asked for goes on by itself: somebody has to stop."""
    await stand.fault("onlineMeetings.*", "expired-token", times=None)
    await dana.says("/meet Budget review tomorrow 3pm as EV-11")
    offered = []
    for _ in range(4):
        offered.append(bool(dana.sign_in_card.resource))
        await dana.signs_in()
    assert offered == [True, True, False, False]
    assert dana.sign_in_card.json["text"] == phrases.NOT_TAKEN
    await stand.mend()

    await dana.signs_in()
    assert "Budget review" in dana.card.text()
    await dana.says("/signout")
    await dana.says("/signin")
    assert dana.sign_in_card.resource


async def test_a_command_without_a_dialog_goes_on_too(dana):
    await dana.says("/meet Budget review tomorrow 3pm as EV-9")

    await dana.signs_in()

    assert "Budget review" in dana.card.text()
    assert "Join (staff)" in dana.buttons


async def test_a_channel_asks_in_the_persons_own_chat_and_goes_on_in_the_channel(room, stand):
    dana = room.as_("dana").in_("general")
    await dana.says("/book")
    await room.settles()
    assert phrases.IN_OUR_CHAT in dana.visible
    assert not any("signInLink" in str(post.now) or "oauth" in str(post.now) for post in dana.posts)

    await room.as_("dana").signs_in()
    await dana.sees("Which service?")


async def test_a_line_written_in_a_channel_is_heard_again_by_itself(room, stand):
    dana = room.as_("dana").in_("general")
    await dana.says("/meet Budget review tomorrow 3pm as EV-10")
    await room.settles()

    await room.as_("dana").signs_in()

    await dana.sees("Budget review")
    assert phrases.SIGNED_IN in room.as_("dana").visible


async def test_a_code_may_be_typed_where_the_client_does_not_bring_it(dana, stand):
    stand.tokens.unconsented.add(dana.person.mail)
    await dana.says("/book")
    await dana.says("999999")
    assert phrases.WRONG_CODE in dana.visible
    code = await signed_in_at(dana.sign_in_card.link, dana.person.mail)

    await dana.says(code)

    await dana.sees("Which service?")
    assert await dana.says("123456") != [phrases.WRONG_CODE]


async def test_a_tap_in_a_channel_is_asked_without_an_exchange(room, stand):
    dana = room.as_("dana").in_("general")
    await room.as_("dana").says("/signin")
    await room.as_("dana").signs_in()
    await dana.says("/book")
    await room.settles()
    await room.as_("dana").says("/signout")

    await dana.taps("Next", Service="Initial consult")
    login = dana.stage.logins["dana"]
    await dana.signs_in()

    assert login.resource == {}
    assert "With whom?" in dana.card.text()


async def test_in_a_group_chat_the_one_who_asked_signs_in(room, stand):
    dana = room.as_("dana").in_("group")
    alex = room.as_("alex").in_("group")
    await dana.says("/book")
    await room.settles()

    await alex.signs_in()
    assert stand.tokens.tokens == {}
    await dana.signs_in()
    await room.settles()

    await dana.sees("Which service?")


@pytest.mark.parametrize("code", [*phrases.FAILURES, "somethingnew"])
async def test_every_failure_has_its_sentence(dana, code):
    await dana.says("/book")

    heard = await dana.fails_to_sign_in(code)

    said = phrases.FAILURES.get(code, phrases.UNKNOWN_FAILURE)
    assert said in " ".join(heard)
    if code in phrases.MENDED_BY_BUTTON:
        assert not dana.sign_in_card.resource
        await dana.signs_in()
        assert "Which service?" in dana.card.text()


async def test_signing_in_and_out_by_command(dana, stand):
    await dana.says("/signin")
    assert await dana.signs_in() == [phrases.SIGNED_IN]
    assert await dana.says("/signin") == [phrases.ALREADY]

    assert await dana.says("/signout") == [phrases.SIGNED_OUT]
    assert stand.tokens.tokens == {}


async def test_a_token_service_that_is_down_is_said_and_the_draft_is_kept(dana, stand):
    await dana.says("/book")
    await dana.signs_in()
    await to_times(dana)
    await dana.says("/signout")
    stand.tokens.down = True

    await dana.says("friday")
    assert "cannot be reached" in dana.card.text()
    stand.tokens.down = False
    await dana.taps("Try again")
    await dana.signs_in()

    assert "When?" in dana.card.text()
    assert "Adele Vance" in dana.card.text()


NO_SIGN_IN = (
    None,
    [],
    "token",
    {"id": 7, "connectionName": "graph", "token": "teams:x"},
    {"id": "exchange-1", "connectionName": "other", "token": "teams:danas@northwind.example"},
    {"id": "exchange-1", "connectionName": "graph", "token": ""},
    {"id": "exchange-1", "connectionName": "graph", "token": "x" * 40_000},
    {"id": "x" * 600, "connectionName": "graph", "token": "teams:danas@northwind.example"},
    {"state": ["123456"]},
    {"code": {}},
)


async def test_what_no_client_sends_is_refused(dana, stand):
    await dana.says("/book")

    for name in ("signin/tokenExchange", "signin/verifyState", "signin/failure"):
        for value in NO_SIGN_IN:
            delivery = await dana.sends({"type": "invoke", "name": name, "value": value})
            assert delivery.status == 400, (name, value)
    assert stand.tokens.tokens == {}


async def test_no_token_is_in_the_state_the_cards_or_the_logs(dana, stand):
    await dana.says("/book")
    await dana.signs_in()
    await to_times(dana)

    seen = str([post.versions for post in dana.stage.history.posts]) + stand.running.bot.tail
    assert "user:danas" not in seen
    assert "teams:danas" not in seen
