"""The connector as a bot meets it."""

from fake_bot import card, message, text

from rehearsal import PARTNER


async def spoken_to(bot, room, place="personal"):
    await room.as_("dana").in_(place).says("hi")
    return bot.got[-1]


async def test_a_message_keeps_all_its_versions(bot, room):
    hi = await spoken_to(bot, room)
    post_id = await bot.posts(hi, "Working on it")
    assert await bot.updates(hi, post_id, "Booked") == 200

    post = room.as_("dana").posts[-1]
    assert [one["text"] for one in post.versions] == ["Working on it", "Booked"]
    assert room.as_("dana").visible == "Booked"


async def test_a_message_taken_back_is_out_of_sight(bot, room):
    hi = await spoken_to(bot, room)
    post_id = await bot.posts(hi, "Oops")
    path = f"conversations/{hi['conversation']['id']}/activities/{post_id}"

    assert (await bot.calls("DELETE", hi, path))[0] == 200
    assert room.as_("dana").visible == ""
    assert (await bot.calls("PUT", hi, path, message("Again")))[0] == 404


async def test_a_bot_cannot_change_what_people_wrote(bot, room):
    hi = await spoken_to(bot, room)
    path = f"conversations/{hi['conversation']['id']}/activities/{hi['id']}"

    assert (await bot.calls("PUT", hi, path, message("Never said")))[0] == 403


async def test_an_unknown_conversation_is_not_found(bot, room):
    hi = await spoken_to(bot, room)
    status, answer = await bot.calls("POST", hi, "conversations/nowhere/activities", message("hi"))

    assert (status, answer["error"]["code"]) == (404, "ConversationNotFound")


async def test_a_message_over_the_limit_is_refused(bot, room):
    hi = await spoken_to(bot, room)
    path = f"conversations/{hi['conversation']['id']}/activities"
    status, answer = await bot.calls("POST", hi, path, message("x" * 60_000))

    assert (status, answer["error"]["code"]) == (413, "MessageSizeTooBig")
    assert [(one.rule, one.fatal) for one in room.refusals] == [("message too large", True)]


async def test_a_targeted_message_is_seen_by_one_person(bot, room):
    hi = await spoken_to(bot, room, "group")
    dana, alex = room.as_("dana").in_("group"), room.as_("alex").in_("group")
    await bot.posts(hi, "For you", "?isTargetedActivity=true", recipient={"id": dana.person.teams_id})

    assert (dana.visible, alex.visible) == ("For you", "")


async def test_a_targeted_message_is_updated_as_one(bot, room):
    hi = await spoken_to(bot, room, "group")
    dana = room.as_("dana").in_("group")
    query = "?isTargetedActivity=true"
    post_id = await bot.posts(hi, "For you", query, recipient={"id": dana.person.teams_id})

    assert await bot.updates(hi, post_id, "Public") == 400
    assert await bot.updates(hi, post_id + query, "Still for you") == 200
    assert dana.visible == "Still for you"


async def test_there_are_no_targeted_messages_in_the_personal_chat(bot, room):
    hi = await spoken_to(bot, room)
    path = f"conversations/{hi['conversation']['id']}/activities?isTargetedActivity=true"

    assert (await bot.calls("POST", hi, path, message("x")))[0] == 400


async def test_a_mention_has_to_be_one(bot, room):
    hi = await spoken_to(bot, room)
    path = f"conversations/{hi['conversation']['id']}/activities"
    unnamed = message("hi") | {"entities": [{"mentioned": {"id": "29:1"}, "text": "<at>Dana</at>"}]}
    absent = message("hi") | {"entities": [{"type": "mention", "text": "<at>Dana</at>"}]}

    assert [(await bot.calls("POST", hi, path, each))[0] for each in (unnamed, absent)] == [400, 400]


async def test_typing_is_taken_and_not_kept(bot, room):
    hi = await spoken_to(bot, room)
    path = f"conversations/{hi['conversation']['id']}/activities"

    assert (await bot.calls("POST", hi, path, {"type": "typing"}))[0] == 201
    assert room.as_("dana").visible == ""


async def test_a_reply_is_posted(bot, room):
    hi = await spoken_to(bot, room)
    path = f"conversations/{hi['conversation']['id']}/activities/{hi['id']}"

    assert (await bot.calls("POST", hi, path, message("Hello")))[0] == 201
    assert room.as_("dana").visible == "Hello"


async def test_a_bot_can_open_the_personal_chat(bot, room):
    hi = await spoken_to(bot, room, "group")
    alex = room.as_("alex")
    wanted = {"members": [{"id": alex.person.teams_id}], "isGroup": False, "activity": message("Reminder")}
    status, answer = await bot.calls("POST", hi, "conversations", wanted)

    assert (status, answer["id"]) == (201, alex.place.conversation_id)
    assert alex.visible == "Reminder"


async def test_a_bot_can_begin_a_thread_in_a_channel(bot, room):
    hi = await spoken_to(bot, room)
    channel = room.as_("alex").in_("channel")
    wanted = {
        "isGroup": True,
        "activity": message("Morning"),
        "channelData": {"channel": {"id": channel.place.conversation_id}},
    }
    _, answer = await bot.calls("POST", hi, "conversations", wanted)

    assert answer["id"] == f"{channel.place.conversation_id};messageid={answer['activityId']}"
    assert channel.visible == "Morning"


async def test_members_come_a_page_at_a_time(bot, room):
    hi = await spoken_to(bot, room, "group")
    path = f"conversations/{hi['conversation']['id']}"
    _, everyone = await bot.calls("GET", hi, f"{path}/members")
    _, first = await bot.calls("GET", hi, f"{path}/pagedmembers?pageSize=5")
    token = first["continuationToken"]
    _, rest = await bot.calls("GET", hi, f"{path}/pagedmembers?pageSize=5&continuationToken={token}")

    assert first["members"] + rest["members"] == everyone
    assert "continuationToken" not in rest


async def test_a_member_is_found_with_the_own_tenant(bot, room):
    hi = await spoken_to(bot, room, "group")
    robin = room.as_("robin").person
    path = f"conversations/{hi['conversation']['id']}/members"
    _, found = await bot.calls("GET", hi, f"{path}/{robin.aad_object_id}")
    status, _ = await bot.calls("GET", hi, f"{path}/29:nobody")

    assert (found["id"], found["tenantId"]) == (robin.teams_id, PARTNER)
    assert status == 404


async def test_in_the_personal_chat_there_is_one_member(bot, room):
    hi = await spoken_to(bot, room)
    _, found = await bot.calls("GET", hi, f"conversations/{hi['conversation']['id']}/members")

    assert [one["name"] for one in found] == ["Dana Swope"]


async def test_the_team_has_two_channels(bot, room):
    hi = await spoken_to(bot, room, "general")
    team = hi["channelData"]["team"]["id"]
    _, found = await bot.calls("GET", hi, f"teams/{team}/conversations")

    assert [one.get("name") for one in found["conversations"]] == [None, "Appointments"]


async def test_what_teams_would_not_draw_is_recorded(bot, room):
    hi = await spoken_to(bot, room)
    newer = card(text("hi"), {"type": "Sparkline"}) | {"version": "1.6"}
    await bot.posts(hi, newer)

    assert [(one.rule, one.fatal) for one in room.refusals] == [
        ("version", False),
        ("unknown element", False),
    ]
