import asyncio

import pytest

from storage import StateConflict, StateUnreadable, StorageUnavailable, open_database

DANA = "msteams/conversations/a:1/users/29:dana/"
ADELE = "msteams/conversations/a:1/users/29:adele/"


async def test_what_was_written_is_read_by_another_copy(copies):
    here, there = (copy.state for copy in copies)

    await here.write({DANA: {"service": "Initial consult"}, ADELE: {"seats": 3}})

    read = await there.read([DANA, ADELE])
    assert read[DANA]["service"] == "Initial consult"
    assert read[ADELE]["seats"] == 3


async def test_a_key_without_a_row_reads_as_absent(database):
    assert await database.state.read([DANA]) == {DANA: {"e_tag": "absent"}}


async def test_nothing_asked_is_nothing_done(database):
    await database.state.write({})
    await database.state.delete([])

    assert await database.state.read([]) == {}


async def test_a_copy_that_was_read_is_nobody_elses(database):
    await database.state.write({DANA: {"answers": ["yes"]}})
    mine = await database.state.read([DANA])

    mine[DANA]["answers"].append("no")

    assert (await database.state.read([DANA]))[DANA]["answers"] == ["yes"]


async def test_of_two_who_read_the_same_row_the_second_to_write_is_refused(copies):
    here, there = (copy.state for copy in copies)
    await here.write({DANA: {"step": 1}})
    first, second = await here.read([DANA]), await there.read([DANA])

    first[DANA]["step"] = 2
    await here.write(first)
    second[DANA]["step"] = 3
    with pytest.raises(StateConflict) as refused:
        await there.write(second)

    assert refused.value.keys == {DANA}
    assert (await there.read([DANA]))[DANA]["step"] == 2


async def test_of_two_who_found_no_row_the_second_to_write_is_refused(copies):
    here, there = (copy.state for copy in copies)
    first, second = await here.read([DANA]), await there.read([DANA])

    await here.write({DANA: first[DANA] | {"step": 1}})
    with pytest.raises(StateConflict):
        await there.write({DANA: second[DANA] | {"step": 2}})

    assert (await there.read([DANA]))[DANA]["step"] == 1


async def test_of_many_at_once_exactly_one_makes_the_row(copies):
    outcomes = await asyncio.gather(
        *(copies[turn % 2].state.write({"token-exchange/1": {"by": turn}}) for turn in range(20)),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes if outcome] == [StateConflict] * 19
    assert outcomes.count(None) == 1


async def test_many_who_count_together_lose_no_count(copies):
    async def count(state):
        counted = False
        while not counted:
            items = await state.read([DANA])
            items[DANA]["taps"] = items[DANA].get("taps", 0) + 1
            try:
                await state.write(items)
                counted = True
            except StateConflict:
                continue

    await asyncio.gather(*(count(copies[turn % 2].state) for turn in range(12)))

    assert (await copies[0].state.read([DANA]))[DANA]["taps"] == 12


async def test_a_second_write_of_the_same_item_follows_the_first(database):
    item = {"step": 1}
    await database.state.write({DANA: item})

    item["step"] = 2
    await database.state.write({DANA: item})

    assert await database.state.read([DANA]) == {DANA: item}


async def test_a_write_of_many_is_all_or_nothing(database):
    await database.state.write({DANA: {"step": 1}, "gone": {}})
    items = await database.state.read([DANA, ADELE, "gone"])
    await database.state.delete(["gone"])

    with pytest.raises(StateConflict) as refused:
        await database.state.write({key: item | {"step": 2} for key, item in items.items()})

    assert refused.value.keys == {"gone"}
    assert await database.state.read([DANA, ADELE]) == {DANA: items[DANA], ADELE: {"e_tag": "absent"}}


async def test_a_write_of_many_keeps_each_value_with_its_key(database):
    keys = [f"{DANA}{place}" for place in range(5)]
    await database.state.write({key: {"at": 0} for key in keys[:3]})
    items = await database.state.read(keys)
    for place, key in enumerate(keys):
        items[key]["at"] = place

    await database.state.write(items)

    assert await database.state.read(keys) == items
    assert [item["at"] for item in items.values()] == [0, 1, 2, 3, 4]


async def test_a_star_overwrites_whatever_stands(copies):
    here, there = (copy.state for copy in copies)
    await here.write({DANA: {"step": 1}})

    await there.write({DANA: {"step": 9, "e_tag": "*"}, ADELE: {"step": 9, "e_tag": "*"}})

    assert [item["step"] for item in (await here.read([DANA, ADELE])).values()] == [9, 9]


@pytest.mark.parametrize("e_tag", ["", "W/1", "-1", "9" * 400, 7])
async def test_an_etag_that_was_never_given_is_refused(database, e_tag):
    await database.state.write({DANA: {"step": 1}})

    with pytest.raises(StateConflict):
        await database.state.write({DANA: {"step": 2, "e_tag": e_tag}})


async def test_a_row_deleted_and_made_again_is_another_row(copies):
    here, there = (copy.state for copy in copies)
    await here.write({DANA: {"step": 1}})
    old = await there.read([DANA])

    await here.delete([DANA])
    await here.write({DANA: {"step": 1}})

    with pytest.raises(StateConflict):
        await there.write(old)


async def test_a_deleted_row_is_not_brought_back_by_a_late_write(copies):
    here, there = (copy.state for copy in copies)
    await here.write({DANA: {"step": 1}})
    old = await there.read([DANA])
    await here.delete([DANA])

    with pytest.raises(StateConflict):
        await there.write(old)

    assert await there.read([DANA]) == {DANA: {"e_tag": "absent"}}


async def test_what_cannot_be_stored_leaves_the_item_and_the_row_alone(database):
    item = {"step": 1}
    await database.state.write({DANA: item})
    before = dict(item)

    with pytest.raises(TypeError, match=r"^\$\.when cannot be stored: set$"):
        await database.state.write({ADELE: {}, DANA: item | {"when": {1}}})
    with pytest.raises(TypeError, match="list is no dict"):
        await database.state.write({DANA: []})

    assert await database.state.read([DANA, ADELE]) == {DANA: before, ADELE: {"e_tag": "absent"}}


async def test_a_key_no_database_can_hold_is_found_again(database):
    key = "msteams/conversations/\0\ud800/users/29:dana/"

    await database.state.write({key: {"step": 1}})

    assert (await database.state.read([key]))[key]["step"] == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("stored", ['{"$":"os.system"}', "[]", "no json"])
async def test_an_unreadable_row_is_named_and_can_be_started_anew(database, tamper, stored):
    await database.state.write({DANA: {"step": 1}})
    tamper(f"UPDATE state SET value = '{stored}'")

    with pytest.raises(StateUnreadable, match=r"^msteams/conversations/a:1/users/29:dana/: ") as unreadable:
        await database.state.read([DANA])

    assert unreadable.value.key == DANA
    await database.state.delete([DANA])
    await database.state.write(await database.state.read([DANA]))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_database_that_is_broken_says_so(database, tamper):
    tamper("DROP TABLE state")

    with pytest.raises(StorageUnavailable, match="OperationalError"):
        await database.state.read([DANA])


async def test_a_file_outlives_the_bot(tmp_path):
    url = f"sqlite:///{tmp_path}/frontdesk.db"
    async with open_database(url) as database:
        await database.state.write({DANA: {"step": 1}})

    async with open_database(url) as database:
        assert (await database.state.read([DANA]))[DANA]["step"] == 1
