"""Cards that answer a question about Bookings, one of each."""

from collections.abc import Callable

from cards.agenda import Entry, agenda
from cards.appointment import appointment_card
from cards.elements import Card
from cards.free import FreeDay, free_times
from cards.help import Told, one_command_card
from cards.listing import Pane, for_the_asker
from cards.usual import usual_card

Say = Callable[[str], str]

JOIN = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_northwind%40thread.v2/0"
VISIT = "https://visit.teams.microsoft.com/webrtc-svc/api/route?tid=northwind&convId=19_meeting"


def lists(say: Say, user_ids: list[str]) -> dict[str, Card]:
    """By name; `say` changes every text that comes from outside."""
    pane = Pane("nonce-of-this-card", "Free times", f"{say('Initial consult')} · times in London")
    day = Pane("nonce-of-this-card", "Agenda", f"{say('Priya Nair')} · Monday, 1 March 2027")
    unheard = Pane(pane.nonce, "Free times", trouble=f"I know no service called {say('*haircut*')}.")
    consult = Entry("09:00–09:30", say("Initial consult"), [say("Adele Vance"), say("Priya Nair")], JOIN, 0)
    wound = Entry("10:00–10:20", say("Wound check"), [say("Nobody yet")], None, 1)
    facts = [("Service", say("Initial consult")), ("Customer", say("Adele Vance · adelev@proseware.example"))]
    days = [
        FreeDay("Friday, 5 March 2027", [(f"{hour:02}:00", hour - 8) for hour in range(8, 16)]),
        FreeDay("Saturday, 6 March 2027", [("09:00 · 12 seats", 8)]),
    ]
    return {
        "free-times": free_times(pane, days, [("More times", 9)]),
        "free-which-service": unheard.choose("Which service?", [(say("Initial consult"), "v-consult")]),
        "agenda": agenda(day, [consult, wound], [("Day before", 2), ("Day after", 3)]),
        "agenda-empty": agenda(Pane(day.nonce, "Agenda", day.about, "No appointments."), [], []),
        "appointment": appointment_card(
            day, facts, [("Book again", 0), ("Back to the list", 1)], join_link=JOIN, customer_link=VISIT
        ),
        "list-failed": pane.card([], actions=[pane.again()]),
        "usual": usual_card(
            Pane(pane.nonce, "Which business I use"),
            [("Here", say("Northwind Clinic")), ("For you", say("Woodgrove Bank"))],
            [say(f"Business {number}") for number in range(14)],
        ),
        "help-of-one": one_command_card(
            Told("/free [SERVICE]", "Show the next free times", "/free physiotherapy", ("/slots",))
        ),
        **public_lists(say, user_ids),
    }


def public_lists(say: Say, user_ids: list[str]) -> dict[str, Card]:
    """Those that a whole channel reads."""
    return {"for-the-asker": for_the_asker("Agenda", say("Dana Swope"), nonce="flow", user_ids=user_ids)}
