import assert from "node:assert/strict";
import { test } from "node:test";
import { cardHtml, messageHtml, safeAddress, words } from "../../../rehearsal/web/page/text/markdown.js";
import { xmlHtml } from "../../../rehearsal/web/page/text/xml.js";

test("a name that looks like HTML stays a name", () => {
  assert.equal(cardHtml("<img src=x onerror=alert(1)>"), "<p>&lt;img src=x onerror=alert(1)&gt;</p>");
  assert.equal(messageHtml('"Dana" <b>', "plain"), "&quot;Dana&quot; &lt;b&gt;");
  assert.equal(
    messageHtml("<at><b>Dana</b></at>"),
    '<p><span class="mention">&lt;b&gt;Dana&lt;/b&gt;</span></p>',
  );
});

test("marks nest, and what is escaped is shown as it is", () => {
  assert.equal(cardHtml("**Adele *Vance***"), "<p><strong>Adele <em>Vance</em></strong></p>");
  assert.equal(cardHtml(String.raw`\*\*Adele\*\* \[x\](y)`), "<p>**Adele** [x](y)</p>");
  assert.equal(cardHtml(String.raw`**bold \** still**`), "<p><strong>bold ** still</strong></p>");
  assert.equal(cardHtml("snake_case_name and 2 * 3 * 4"), "<p>snake_case_name and 2 * 3 * 4</p>");
});

test("links lead to web addresses and mail only", () => {
  assert.equal(cardHtml("[join](javascript:alert(1))"), "<p>[join](javascript:alert(1))</p>");
  assert.equal(cardHtml("[x](data:text/html,1)"), "<p>[x](data:text/html,1)</p>");
  assert.match(
    cardHtml('[join](https://x.example/?a="b"&c)'),
    /href="https:\/\/x\.example\/\?a=%22b%22&amp;c"/,
  );
  assert.equal(safeAddress("/room/about"), "");
  assert.equal(safeAddress("mailto:danas@northwind.example"), "mailto:danas@northwind.example");
});

test("lists of a card are lists, headings and quotes are words", () => {
  assert.equal(cardHtml("- one\n- **two**"), "<ul><li>one</li><li><strong>two</strong></li></ul>");
  assert.equal(cardHtml("3. three\n4. four"), '<ol start="3"><li>three</li><li>four</li></ol>');
  assert.equal(cardHtml("# Big\n> said"), "<p># Big<br>&gt; said</p>");
  assert.equal(cardHtml("`code` ~~x~~"), "<p>`code` ~~x~~</p>");
});

test("a message knows more marks than a card, and finds bare addresses", () => {
  assert.equal(messageHtml("`a<b` ~~x~~"), "<p><code>a&lt;b</code> <s>x</s></p>");
  assert.match(
    messageHtml("See https://x.example/a.", "plain"),
    /<a href="https:\/\/x\.example\/a"[^>]*>https:\/\/x\.example\/a<\/a>\.$/,
  );
  assert.equal(messageHtml("**no**", "plain"), "**no**");
});

test("a long text without an end is read quickly", () => {
  const began = performance.now();
  cardHtml("*".repeat(20000));
  cardHtml("[".repeat(20000));
  cardHtml("<at>".repeat(5000));
  assert.ok(performance.now() - began < 2000);
});

test("what a screen reader says has no marks", () => {
  assert.equal(words("<at>Frontdesk</at> **book** [join](https://x.example)"), "Frontdesk book join");
});

test("xml keeps few tags, balanced and without attributes", () => {
  assert.equal(xmlHtml('<b onclick="x()">Dana'), "<b>Dana</b>");
  assert.equal(xmlHtml("<script>alert(1)</script>ok"), "alert(1)ok");
  assert.equal(xmlHtml('<a href="javascript:x">y</a>'), "<a>y</a>");
  assert.equal(xmlHtml("<i>a</b></i></i>&lt;b&gt;"), "<i>a</i>&lt;b&gt;");
  assert.equal(xmlHtml("<at>Alex</at><h1>x</h1>"), '<span class="mention">Alex</span><h4>x</h4>');
});
