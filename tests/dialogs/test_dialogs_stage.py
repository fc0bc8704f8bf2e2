"""Where cards appear, and who sees which."""

from dialogs_chat import Chat

from cards import phrases
from dialogs.stage import View, Way
from dialogs.targeted import teams_id

VIEW = View({"body": "for Dana"}, {"body": "for all"})
SUMMARY = {"body": "summary"}


async def test_an_execute_is_answered_in_its_own_answer_and_brought_to_other_clients():
    chat = Chat()
    stage = chat.stage(Way.EXECUTE, tapped="m0")

    shown = await stage.show(VIEW, instead_of="m0", summary=SUMMARY)

    assert (shown, stage.answer) == ("m0", VIEW.private)
    await stage.let_out(stage.mirrored())
    assert chat.later == [("m0", VIEW.private)]
    assert chat.messages == {}


async def test_in_a_shared_place_the_answer_to_an_execute_goes_to_nobody_else():
    chat = Chat()
    stage = chat.stage(Way.EXECUTE, shared=True, tapped="m0")

    await stage.show(VIEW)

    assert stage.answer == VIEW.private
    assert chat.later == []
    assert chat.messages == {}


async def test_a_message_is_answered_below_and_the_old_card_becomes_a_summary():
    chat = Chat({"m0": {"body": "question"}})

    shown = await chat.stage(Way.MESSAGE).show(VIEW, instead_of="m0", summary=SUMMARY)

    assert chat.messages == {"m0": SUMMARY, "m1": VIEW.private}
    assert shown == "m1"


async def test_a_submit_is_answered_on_the_tapped_card():
    chat = Chat({"m0": {"body": "question"}})
    stage = chat.stage(Way.SUBMIT, tapped="m0")

    assert await stage.show(VIEW, instead_of="m0", summary=SUMMARY) == "m0"
    assert chat.messages == {"m0": VIEW.private}


async def test_a_submit_in_a_shared_place_shows_nothing_private_and_says_where_it_is():
    chat = Chat({"m0": {"body": "question"}})
    stage = chat.stage(Way.SUBMIT, shared=True, tapped="m0")

    await stage.show(VIEW, instead_of="m0", summary=SUMMARY)

    assert chat.messages == {"m0": VIEW.public, "m1": phrases.CONTINUE_IN_CHAT}


async def test_where_the_tapped_message_is_gone_the_card_comes_below():
    chat = Chat({"m0": {"body": "question"}}, gone={"m0"})
    stage = chat.stage(Way.SUBMIT, tapped="m0")

    assert await stage.show(VIEW, instead_of="m0", summary=SUMMARY) == "m1"
    assert chat.messages["m1"] == VIEW.private


async def test_a_sentence_to_an_execute_is_its_answer_and_the_next_a_message():
    chat = Chat()
    stage = chat.stage(Way.EXECUTE, tapped="m0")

    await stage.say("first")
    await stage.say("second")

    assert stage.answer == "first"
    assert chat.messages == {"m0": "second"}


async def test_the_end_of_a_flow_in_a_channel_is_told_to_all_before_the_one_who_tapped():
    chat = Chat({"m0": {"body": "question"}})
    stage = chat.stage(Way.EXECUTE, shared=True, tapped="m0")

    await stage.close("m0", VIEW)

    assert chat.messages == {"m0": VIEW.public}
    assert stage.answer == VIEW.private


async def test_a_late_word_goes_to_all_in_a_channel_without_what_is_private():
    chat = Chat()

    await chat.stage(Way.EXECUTE, shared=True).bring_up_to_date("m0", VIEW)
    await chat.stage(Way.EXECUTE).bring_up_to_date("m1", VIEW)

    assert chat.later == [("m0", VIEW.public), ("m1", VIEW.private)]


async def test_where_the_client_knows_messages_for_one_the_card_is_one():
    chat = Chat()
    stage = chat.stage(Way.MESSAGE, shared=True, targeted=True)

    shown = await stage.show(VIEW)

    assert chat.messages == {"m0": VIEW.private}
    assert chat.only_for == {"m0": True}
    assert shown is not None
    await chat.stage(Way.SUBMIT, shared=True, targeted=True, tapped="m0").show(VIEW, instead_of=shown)
    assert chat.only_for == {"m0": True}


async def test_a_refused_message_for_one_becomes_a_card_for_all_without_what_is_private():
    chat = Chat(refuses_targeted=True)
    stage = chat.stage(Way.MESSAGE, shared=True, targeted=True)

    await stage.show(VIEW)
    await stage.say(phrases.NOTHING_OPEN)

    assert chat.messages == {"m0": VIEW.public, "m1": phrases.NOTHING_OPEN}
    assert chat.only_for == {"m0": False, "m1": False}


async def test_a_refused_sentence_for_one_stays_unsaid():
    chat = Chat(refuses_targeted=True)

    await chat.stage(Way.MESSAGE, shared=True, targeted=True).say("Adele Vance is free.")

    assert chat.messages == {"m0": phrases.WRITE_TO_ME}


async def test_a_flow_goes_on_among_two_though_the_next_word_is_said_to_all():
    chat = Chat()
    shown = await chat.stage(Way.MESSAGE, shared=True, targeted=True).show(VIEW)
    later = chat.stage(Way.MESSAGE, shared=True)

    later.goes_on_in(shown)
    await later.show(VIEW, instead_of=shown, summary=SUMMARY)

    assert chat.messages == {"m0": SUMMARY, "m1": VIEW.private}
    assert chat.only_for == {"m0": True, "m1": True}


async def test_a_tap_on_a_card_for_one_brings_it_to_their_other_clients():
    chat = Chat()
    shown = await chat.stage(Way.MESSAGE, shared=True, targeted=True).show(VIEW)
    stage = chat.stage(Way.EXECUTE, shared=True, tapped="m0")

    stage.goes_on_in(shown)
    await stage.announce(shown, VIEW)
    await stage.show(VIEW, instead_of=shown)
    await stage.tell_all(VIEW.public)
    await stage.let_out(stage.mirrored())
    await stage.bring_up_to_date(str(shown), VIEW)

    assert stage.answer == VIEW.private
    assert chat.messages["m1"] == VIEW.public
    assert chat.only_for == {"m0": True, "m1": False}
    assert chat.later == [(shown, VIEW.private), (shown, VIEW.private), ("m1", VIEW.public)]


async def test_in_a_chat_of_two_nothing_is_targeted():
    chat = Chat()
    stage = chat.stage(Way.MESSAGE, targeted=True)

    await stage.show(VIEW)
    await stage.tell_all(VIEW.public)

    assert chat.messages == {"m0": VIEW.private}
    assert chat.only_for == {"m0": False}


async def test_what_takes_a_moment_is_followed_by_its_answer_in_the_same_message():
    chat = Chat({"m0": {"body": "working"}})
    stage = chat.stage(Way.MESSAGE)
    stage.meanwhile.message = "m0"

    assert await stage.show(VIEW) == "m0"

    assert chat.messages == {"m0": VIEW.private}


async def test_an_answer_for_one_never_takes_the_place_of_a_word_for_all():
    chat = Chat({"m0": {"body": "working"}, "m1": {"body": "said by others"}})
    stage = chat.stage(Way.MESSAGE, shared=True, targeted=True)
    stage.meanwhile.message = "m0"

    shown = await stage.show(VIEW)

    assert "m0" not in chat.messages
    assert chat.only_for == {teams_id(str(shown)): True}
