"""The SDK's dialogs, made light, behave as they do."""

from botbuilder.dialogs import (
    Dialog,
    DialogInstance,
    DialogSet,
    DialogState,
    DialogTurnStatus,
    WaterfallDialog,
)
from dialogs_chat import Chat

from dialogs.light import LightComponent, LightContext, LightWaterfall
from dialogs.stage import Way
from storage.codec import decode, encode


class Asks(Dialog):
    """Ends with what the turn says."""

    async def begin_dialog(self, dialog_context, options=None):
        dialog_context.active_dialog.state["asked"] = options
        return Dialog.end_of_turn

    async def continue_dialog(self, dialog_context):
        return await dialog_context.end_dialog(dialog_context.context.activity.text)


class Visit(LightComponent):
    """Two questions, of which the first may be answered already."""

    def __init__(self):
        super().__init__("visit")
        self.heard = []
        self.add_dialog(LightWaterfall("steps", [self.who, self.when, self.done]))
        self.add_dialog(Asks("ask"))

    async def who(self, step):
        if step.result:
            return await step.next(step.result)
        return await step.begin_dialog("ask", "who?")

    async def when(self, step):
        self.heard.append(step.result)
        return await step.begin_dialog("ask", "when?")

    async def done(self, step):
        self.heard.append(step.result)
        if step.result == "again":
            return await step.replace_dialog("steps")
        return await step.next("done")


class Talk:
    """A chat with the visit, whose state goes through the store after each turn."""

    def __init__(self, stored=None):
        self.visit = Visit()
        self.stored = stored or encode(DialogState())

    async def turn(self, act):
        context = Chat().stage(Way.MESSAGE).context
        dialogs = DialogSet(object())
        dialogs.add(self.visit)
        state = decode(self.stored)
        light = LightContext(dialogs, context, state.dialog_stack)
        result = await act(light)
        self.stored = encode(state)
        return result

    async def begins(self, options=None):
        return await self.turn(lambda light: light.begin_dialog("visit", options))

    async def says(self, text):
        async def hear(light):
            light.context.activity.text = text
            return await light.continue_dialog()

        return await self.turn(hear)

    @property
    def stack(self):
        return decode(self.stored).dialog_stack


async def test_each_step_hears_what_the_last_one_came_to():
    talk = Talk()
    await talk.begins()
    await talk.says("Adele")

    ended = await talk.says("tomorrow")

    assert talk.visit.heard == ["Adele", "tomorrow"]
    assert (ended.status, ended.result, talk.stack) == (DialogTurnStatus.Complete, "done", [])


async def test_a_step_that_is_settled_is_passed_by():
    talk = Talk()

    begun = await talk.begins("Adele")

    assert begun.status is DialogTurnStatus.Waiting
    assert talk.visit.heard == ["Adele"]


async def test_a_waterfall_begins_anew_in_its_own_place():
    talk = Talk()
    await talk.begins("Adele")

    await talk.says("again")

    assert [each.id for each in talk.stack[0].state["dialogs"].dialog_stack] == ["ask", "steps"]


async def test_nothing_is_kept_but_where_it_stands():
    talk = Talk()

    await talk.begins("Adele")

    (visit,) = talk.stack
    question, steps = visit.state["dialogs"].dialog_stack
    assert question.state == {"asked": "when?"}
    assert steps.state == {WaterfallDialog.StepIndex: 1}


async def test_what_the_stock_waterfall_kept_is_gone_on_with():
    steps = {"options": {}, "values": {}, "instanceId": "4c4c9223", "stepIndex": 1}
    inner = DialogState([DialogInstance("ask", {}), DialogInstance("steps", steps)])
    talk = Talk(encode(DialogState([DialogInstance("visit", {"dialogs": inner})])))

    ended = await talk.says("tomorrow")

    assert (ended.result, talk.visit.heard) == ("done", ["tomorrow"])


async def test_it_can_be_cancelled_where_it_waits():
    talk = Talk()
    await talk.begins()

    cancelled = await talk.turn(lambda light: light.cancel_all_dialogs())

    assert (cancelled.status, talk.stack) == (DialogTurnStatus.Cancelled, [])


async def test_the_scopes_of_memory_are_there_for_who_asks():
    async def look(light):
        await light.begin_dialog("visit")
        return light.state.keys

    assert {"turn", "dialog"} <= set(await Talk().turn(look))
