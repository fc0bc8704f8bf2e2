from itertools import permutations

import pytest
from language_clinic import at, clinic, read

from booking.draft import StaffWish
from booking.models import NewCustomer
from language.line import Doubtful, Fault, Trouble
from language.sentences import says

PARTS = ["initial consult", "with Priya", "for Adele Vance", "tomorrow 3pm", "in New York", 'note "by train"']


def test_the_parts_stand_in_any_order():
    for parts in permutations(PARTS):
        line = read(" ".join(parts))

        assert (line.service, line.staff, line.customer) == (
            "Initial consult",
            "Priya Nair",
            "Adele Vance",
        ), parts
        assert (at(line.start, line.zone), line.zone_named) == ("2026-11-20 15:00", True), parts
        assert (line.zone.key, line.note) == ("America/New_York", "by train"), parts
        assert (line.doubtful, line.troubles) == (Doubtful(), ()), parts


@pytest.mark.parametrize("left_out", range(len(PARTS)))
def test_each_part_can_be_left_out(left_out: int):
    line = read(" ".join(part for place, part in enumerate(PARTS) if place != left_out))

    absent = [
        line.service is None,
        line.staff is None,
        line.customer is None,
        line.start is None,
        not line.zone_named,
        line.note is None,
    ]
    assert absent == [place == left_out for place in range(len(PARTS))]
    assert line.troubles == ()


@pytest.mark.parametrize(
    ("opening", "closing"),
    [('"', '"'), ("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u00ab", "\u00bb"), ("\u2018", "\u2019")],
)
def test_quotes_of_every_sort_keep_a_name_together_and_out_of_the_time(opening: str, closing: str):
    line = read(f"for {opening}Mark Friday{closing} note {opening}at noon{closing} tomorrow 3pm")

    assert line.customer == NewCustomer("Mark Friday")
    assert line.note == "at noon"
    assert at(line.start) == "2026-11-20 15:00"


@pytest.mark.parametrize(
    ("said", "service", "customer", "start"),
    [
        ("noon check-up tomorrow 3pm for Will May", "Noon check-up", "Will May", "2026-11-20 15:00"),
        (
            "15 minute review for April Monday tomorrow 3pm",
            "15 minute review",
            "April Monday",
            "2026-11-20 15:00",
        ),
        ("April Monday friday 10:30", None, "April Monday", "2026-11-20 10:30"),
        ("tomorrow 3pm Mon Amour", None, "Mon Amour", "2026-11-20 15:00"),
        ("for April tomorrow 3pm", None, "April Monday", "2026-11-20 15:00"),
        ("for may 24 3pm", None, None, "2027-05-24 15:00"),
        ("for Monday 3pm", None, None, "2026-11-23 15:00"),
        ("for Monday tomorrow 3pm", None, "April Monday", "2026-11-20 15:00"),
        ("may 5 10am", None, None, "2027-05-05 10:00"),
    ],
)
def test_names_that_read_like_times_are_names(
    said: str, service: str | None, customer: str | None, start: str
):
    line = read(said)

    assert (line.service, line.customer, at(line.start)) == (service, customer, start)
    assert line.troubles == ()


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en-GB", "initial consult with Priya for Adele tomorrow 15:00"),
        ("de-DE", "Initial Consult bei Priya für Frau Adele Vance morgen um 15 Uhr"),
        ("fr-FR", "initial consult avec Priya pour Adele demain à 15h"),
        ("es-ES", "initial consult con Priya para Adele mañana a las 15:00"),
        ("es-MX", "PRIYA adele INITIAL CONSULT mañana 15:00"),
    ],
)
def test_each_language_has_its_own_small_words(locale: str, said: str):
    line = read(said, locale=locale)

    assert (line.service, line.staff, line.customer) == ("Initial consult", "Priya Nair", "Adele Vance")
    assert at(line.start) == "2026-11-20 15:00"
    assert line.troubles == ()


@pytest.mark.parametrize(
    ("locale", "said", "wish"),
    [
        ("en-GB", "with anyone", StaffWish.ANYONE),
        ("en-GB", "unassigned", StaffWish.UNASSIGNED),
        ("en-GB", "with me", "Priya Nair"),
        ("de-DE", "mit mir", "Priya Nair"),
        ("de-DE", "bei egal wem", StaffWish.ANYONE),
        ("de-DE", "nicht zugewiesen", StaffWish.UNASSIGNED),
        ("fr-FR", "avec n'importe qui", StaffWish.ANYONE),
        ("fr-FR", "avec moi", "Priya Nair"),
        ("es-ES", "conmigo", "Priya Nair"),
        ("es-ES", "con cualquiera", StaffWish.ANYONE),
        ("es-ES", "sin asignar", StaffWish.UNASSIGNED),
    ],
)
def test_staff_need_no_name(locale: str, said: str, wish: object):
    assert read(f"{said} 24/12 10:30", locale=locale).staff == wish


def test_who_is_none_of_the_staff_cannot_be_booked_with_me():
    line = read("with me tomorrow 3pm", known=clinic())

    assert line.staff is None
    assert [says(trouble) for trouble in line.troubles] == [
        "I cannot take me for a member of staff: you are not on the staff of this business."
    ]


def test_namesakes_are_asked_about():
    line = read("consult with Dana for Alex Kim tomorrow 3pm")

    assert (line.service, line.staff, line.customer) == (None, None, None)
    assert line.doubtful.services == ("Initial consult", "Follow-up consult")
    assert line.doubtful.staff == ("Dana Swope", "Dana Ito")
    assert line.doubtful.customers == ("Alex Kim", "Alex Kim ")
    assert line.troubles == ()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("with Pria", "I know no staff member called Pria. Did you mean Priya Nair?"),
        ("with Zebulon", "I know no staff member called Zebulon."),
        ("with Dana Low", "I know no staff member called Dana Low. Did you mean Dana Swope or Dana Ito?"),
        ("tomorrow 3pm in Lodnon", "I know no time zone or city called Lodnon. Did you mean London?"),
        ("31 feb 10am", "No calendar has the day 31 feb."),
        ("tomorrow 25:00", "No clock shows the time 25:00."),
        ("initial consult purple", "I do not understand purple."),
        ("teeth whitening", "I know no service called teeth whitening."),
        ("initial consult with", "There is no name behind with."),
        ("for me", "I do not know which customer me is. Please write a name, mail or phone."),
    ],
)
def test_a_wrong_word_is_named(said: str, sentence: str):
    assert [says(trouble) for trouble in read(said).troubles] == [sentence]


@pytest.mark.parametrize(
    ("said", "beginning"),
    [
        ("28/3/2027 1:30am", "The clocks go forward over 28/3/2027 1:30am, so that time does not exist."),
        ("miriam tomorrow", "miriam may be Miriam Graham of your staff or Miriam Holt, a customer."),
        ("with Priya with Miriam", "One appointment has room for one only, so I cannot place Miriam too."),
    ],
)
def test_a_word_that_may_mean_two_things_is_asked_about(said: str, beginning: str):
    (trouble,) = read(said).troubles

    assert says(trouble).startswith(beginning)
    assert says(trouble).endswith("do you mean?")


@pytest.mark.parametrize(
    ("said", "service", "staff"),
    [
        ("initail consult", "Initial consult", None),
        ("phsyiotherapy", "Physiotherapy", None),
        ("physio", "Physiotherapy", None),
        ("with Miriam Grahm", None, "Miriam Graham"),
        ("with soeren kjaer", None, "Søren Kjær"),
        ("with Pria", None, None),
        ("with Mir", None, None),
    ],
)
def test_a_small_slip_in_a_long_word_is_forgiven_and_in_a_short_one_is_not(
    said: str, service: str | None, staff: str | None
):
    line = read(said)

    assert (line.service, line.staff) == (service, staff)


def test_a_slip_in_a_customers_name_is_asked_about_beside_the_new_name():
    line = read("for Adele Vence tomorrow 3pm")

    assert line.customer is None
    assert line.doubtful.customers == ("Adele Vance", NewCustomer("Adele Vence"))


@pytest.mark.parametrize(
    ("said", "customer"),
    [
        ("for Jane Doe tomorrow 3pm", NewCustomer("Jane Doe")),
        ("for María de la Cruz tomorrow 3pm", NewCustomer("María de la Cruz")),
        ("for Adele Jones tomorrow 3pm", NewCustomer("Adele Jones")),
        ("for Sunday Okafor tomorrow 3pm", NewCustomer("Sunday Okafor")),
        ("for Jane Doe jane@x.example", NewCustomer("Jane Doe", "jane@x.example")),
        ("for jane@x.example tomorrow", NewCustomer("jane@x.example", "jane@x.example")),
        ("for +49 30 901820 tomorrow", NewCustomer("+49 30 901820", None, "+49 30 901820")),
        ("for ADELE@proseware.example", "Adele Vance"),
        ("for 020 7946 0001 tomorrow 9:30am", "Adele Vance"),
        ("for Alex Kim akim@litware.example", "Alex Kim "),
    ],
)
def test_a_customer_is_known_or_new(said: str, customer: object):
    line = read(said)

    assert line.customer == customer
    assert line.troubles == ()


def test_an_unquoted_note_takes_the_rest_of_the_line():
    line = read("initial consult note: Adele calls tomorrow 3pm")

    assert (line.service, line.customer, line.start) == ("Initial consult", None, None)
    assert line.note == "Adele calls tomorrow 3pm"


def test_nothing_says_nothing():
    line = read("")

    assert (line.service, line.staff, line.customer, line.start, line.note) == (None, None, None, None, None)
    assert line.troubles == ()


def test_a_name_behind_for_never_shows_in_the_text_of_the_reading():
    line = read("for Jane Doe jane@x.example with Pria note secret")

    assert [word for word in ("Jane", "jane@", "secret", "Pria") if word in f"{line!r}"] == []


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence_with_its_word(fault: Fault):
    sentence = says(Trouble("Dnaa", fault, ("Dana Swope", "Dana Vance")))

    assert sentence.count("Dnaa") == 1
    assert sentence[-1] in ".?"


@pytest.mark.parametrize("said", ["initial consultation", "initial consultations", "consultation, initial"])
def test_a_longer_form_of_the_word_of_a_service_is_that_service(said: str):
    line = read(f"{said} for Adele")

    assert (line.service, line.troubles) == ("Initial consult", ())


def test_a_longer_form_of_a_word_of_several_services_is_asked_about():
    assert read("consultation").doubtful.services == ("Initial consult", "Follow-up consult")


def test_the_name_of_a_person_is_no_longer_form_of_another():
    assert read("with Miriamson").staff is None


@pytest.mark.parametrize(
    ("said", "locale"),
    [
        ("for new customer Jane Doe", "en-GB"),
        ("for a new patient Jane Doe", "en-GB"),
        ("für neue Kundin Jane Doe", "de-DE"),
        ("pour nouvelle cliente Jane Doe", "fr-FR"),
        ("para nueva cliente Jane Doe", "es-ES"),
    ],
)
def test_words_for_a_new_customer_are_no_part_of_the_name(said: str, locale: str):
    assert read(f"{said}, initial consult", locale=locale).customer == NewCustomer("Jane Doe")


def test_an_ampersand_names_a_second_member_of_staff_but_is_part_of_a_firm():
    assert read("with Miriam & Priya").doubtful.staff == ("Miriam Graham", "Priya Nair")
    assert read("for Smith & Sons").customer == NewCustomer("Smith & Sons")
