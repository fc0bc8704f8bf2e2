"""Every card against its golden file, which can be pasted into a card designer as it is.

After a change that was meant, renew them and read the difference:
`RENEW_GOLDEN=1 python -m pytest tests/cards/test_cards_golden.py`.
"""

import json
import os
from pathlib import Path

import jsonschema
import pytest
from cards_gallery import gallery
from cards_walk import Json, objects

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[2] / "../shared/schemas/adaptive-card.schema.json"
RENEW = bool(os.environ.get("RENEW_GOLDEN"))
CARDS = gallery()
# What Teams adds to the schema.
TEAMS = {"msteams", "choices.data"}


@pytest.mark.parametrize("name", CARDS)
def test_the_card_is_as_it_was_approved(name: str):
    file = GOLDEN / f"{name}.json"
    if RENEW:
        file.write_text(json.dumps(CARDS[name], ensure_ascii=False, indent=2) + "\n", "utf-8")

    assert json.loads(file.read_text("utf-8")) == CARDS[name]


def test_there_is_no_golden_file_without_its_card():
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(CARDS)


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of Adaptive Cards is not here")
@pytest.mark.parametrize("name", CARDS)
def test_the_card_fits_the_schema(name: str):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.Draft6Validator({**schema, "anyOf": [{"$ref": "#/definitions/AdaptiveCard"}]})

    faults = [fault.message[:300] for fault in validator.iter_errors(_without_additions(CARDS[name]))]

    assert faults == []


def _without_additions(card: Json) -> Json:
    plain = json.loads(json.dumps(card))
    for one in objects(plain):
        for name in TEAMS & set(one):
            del one[name]
    return plain
