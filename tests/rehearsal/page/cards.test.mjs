import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, ENOUGH, opaque, readable } from "../../../rehearsal/web/page/cards/contrast.js";
import { prepared, unsentInputs } from "../../../rehearsal/web/page/cards/prepare.js";

const PRIYA = { zone: "Asia/Kolkata", locale: "en-IN" };
const CARD = {
  type: "AdaptiveCard",
  body: [
    { type: "TextBlock", text: "At {{TIME(2026-11-23T07:30:00Z)}}" },
    { type: "Input.Text", id: "notes", value: "{{TIME(2026-11-23T07:30:00Z)}}" },
    {
      type: "ColumnSet",
      columns: [
        {
          type: "Column",
          selectAction: {
            type: "Action.Execute",
            title: "Change",
            data: { type: "Action.Execute", id: "kept" },
          },
        },
      ],
    },
  ],
  actions: [
    { type: "Action.Execute", title: "Book", id: "its-own" },
    {
      type: "Action.ShowCard",
      title: "Copy",
      card: {
        type: "AdaptiveCard",
        body: [{ type: "Input.Text", id: "copied", value: "https://x.example" }],
      },
    },
    {
      type: "Action.ShowCard",
      title: "More",
      card: {
        type: "AdaptiveCard",
        body: [{ type: "Input.Text", id: "why" }],
        actions: [{ type: "Action.Submit", title: "Send" }],
      },
    },
  ],
};

test("actions are named by where they stand, data is left alone", () => {
  const card = prepared(CARD, PRIYA);
  assert.equal(card.actions[0].id, "/actions/0");
  assert.equal(card.body[2].columns[0].selectAction.id, "/body/2/columns/0/selectAction");
  assert.equal(card.body[2].columns[0].selectAction.data.id, "kept");
  assert.equal(CARD.actions[0].id, "its-own");
  assert.equal(card.actions[2].card.actions[0].id, "/actions/2/card/actions/0");
});

test("moments are read in the zone of the person, and not in what goes to the bot", () => {
  const card = prepared(CARD, PRIYA);
  assert.match(card.body[0].text, /^At 1:00\s*pm$/i);
  assert.equal(card.body[1].value, "{{TIME(2026-11-23T07:30:00Z)}}");
});

test("what was typed is there again", () => {
  assert.equal(prepared(CARD, PRIYA, { notes: "by phone" }).body[1].value, "by phone");
});

test("a choice that was looked up is there again with its title", () => {
  const lookup = { type: "AdaptiveCard", body: [{ type: "Input.ChoiceSet", id: "who", choices: [{ title: "Bo", value: "2" }] }] };
  const [again] = prepared(lookup, PRIYA, { who: { title: "Adele", value: "7" } }).body;
  assert.equal(again.value, "7");
  assert.deepEqual(again.choices, [{ title: "Adele", value: "7" }, { title: "Bo", value: "2" }]);
  const [known] = prepared(lookup, PRIYA, { who: { title: "Bo", value: "2" } }).body;
  assert.deepEqual(known.choices, [{ title: "Bo", value: "2" }]);
});

test("a text that no button sends is one to copy", () => {
  assert.deepEqual([...unsentInputs(CARD)], ["copied"]);
});

test("every text colour of a host config reaches the contrast that reading needs", () => {
  const colours = {
    good: { default: "#92c353", subtle: "#e592c353" },
    warning: { default: "#f8d22a", subtle: "#e5f8d22a" },
  };
  const given = {
    containerStyles: {
      default: { backgroundColor: "#ffffff", foregroundColors: colours },
      dark: {
        backgroundColor: "#ff2d2c2c",
        foregroundColors: { attention: { default: "#ffc4314b", subtle: "#40ffffff" } },
      },
    },
  };
  for (const { backgroundColor, foregroundColors } of Object.values(readable(given).containerStyles)) {
    const ground = opaque(backgroundColor, [255, 255, 255]);
    for (const { default: plain, subtle } of Object.values(foregroundColors)) {
      assert.ok(contrast(opaque(plain, ground), ground) >= ENOUGH);
      assert.ok(contrast(opaque(subtle, ground), ground) >= ENOUGH);
    }
  }
  assert.equal(given.containerStyles.default.foregroundColors.good.default, "#92c353");
});

test("a colour that can be read stays what it is", () => {
  const style = {
    backgroundColor: "#ffffff",
    foregroundColors: { accent: { default: "#6264a7", subtle: "#6264a7" } },
  };
  assert.equal(
    readable({ containerStyles: { default: style } }).containerStyles.default.foregroundColors.accent.default,
    "#6264a7",
  );
});

test("contrast is that of the guideline", () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.equal(contrast([9, 9, 9], [9, 9, 9]), 1);
});
