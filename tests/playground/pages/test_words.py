"""Words stay words, whatever they are, and mark-up means what it means in Slack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.pages.html import element, link
from tests.playground.pages.payloads import every_block, mrkdwn, part, plain, rich, run, seen

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<javascript:alert(1)|here>",
    "[here](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "```\n</code></pre><script>x</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "https://evil.example/beacon.png",
    "</textarea></select></option><script>x</script>",
    "http://[not-an-address",
]
PROSE = {"p", "h1", "h2", "h3", "blockquote", "pre", "ul", "ol", "li", "hr", "br", "table", "tbody"}
PROSE |= {"thead", "tr", "td", "th", "a", "code", "em", "s", "strong", "u", "span", "div"}
CONTROLS = {"button", "input", "label", "option", "optgroup", "select", "textarea", "details"}
ALLOWED = PROSE | CONTROLS | {"summary", "figure", "figcaption", "img", "svg", "path"}


def harmless(words: str) -> None:
    page = seen(*every_block(words))
    for tag in page.find_all(True):
        assert tag.name in ALLOWED, tag
        assert not [name for name in tag.attrs if name.startswith("on") or name == "style"], tag
        assert not str(tag.get("href", "")).lower().strip().startswith(("javascript", "data")), tag
        assert str(tag.get("src", "/files/")).startswith(("/files/", "data:image/")), tag
        if tag.name == "a":
            assert "noopener" in (tag.get("rel") or []) or page.select_one(".markdown"), tag


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(words: str) -> None:
    harmless(words)
    shown = seen({"type": "section", "text": plain(words)})
    assert shown.get_text() == words


@given(st.text(alphabet=st.sampled_from("<>&\"'`*_~|@!#:/=[]()\n ax\u200b"), max_size=40))
def test_no_words_at_all_become_mark_up_of_their_own(words: str) -> None:
    harmless(words)


@given(st.text())
def test_plain_words_read_back_as_they_were(words: str) -> None:
    made = element("p", words, title=words).text
    assert made.startswith("<p title=")
    # between letters: the test's own reader folds what is nothing but white space
    said = f"a{words}z".replace("\r", "")
    assert seen(rich(part("section", run(said)))).get_text() == said


@pytest.mark.parametrize(
    ("words", "html"),
    [
        (
            "*bold* and _slanted_ and ~gone~",
            "<strong>bold</strong> and <em>slanted</em> and <s>gone</s>",
        ),
        ("a*b*c 2*3*4 snake_case_name", "a*b*c 2*3*4 snake_case_name"),
        ("*\u200bkept\u200b*", "*\u200bkept\u200b*"),
        ("*bold _both_*", "<strong>bold <em>both</em></strong>"),
        ("`*code*`", "<code>*code*</code>"),
        ("```\nfenced *x*\n```", "<pre><code>fenced *x*</code></pre>"),
        ("before\n&gt; quoted\nafter", "before<blockquote>quoted</blockquote>after"),
        (
            "<@U0ANN> <@U0NEW|Ned>",
            '<span class="mention">@Ann</span> <span class="mention">@Ned</span>',
        ),
        (
            "<#C0ONE> <!channel>",
            '<span class="mention">#general</span> <span class="loud">@channel</span>',
        ),
        ("&lt;@U0ANN&gt; &amp; co", "&lt;@U0ANN&gt; &amp; co"),
        ("<!date^1392734382^{date}|18 February 2014>", "<span>18 February 2014</span>"),
        (":warning: :no_such_code:", "⚠ :no_such_code:"),
    ],
)
def test_mrkdwn(words: str, html: str) -> None:
    shown = seen({"type": "section", "block_id": "b", "text": mrkdwn(words)})
    assert shown.p is not None
    assert shown.p.decode_contents().replace("&gt;", ">") == html.replace("&gt;", ">")


def test_links_open_elsewhere_and_only_where_they_can_do_no_harm() -> None:
    shown = seen({"type": "section", "text": mrkdwn("<https://a.example/?x=1&amp;y=2|here>")})
    assert shown.a is not None
    assert shown.a["href"] == "https://a.example/?x=1&y=2"
    assert shown.a["rel"] == ["noopener", "noreferrer"]
    assert "<a" not in link("vbscript:x", "here").text


def test_markdown_is_read_without_html_and_without_pictures() -> None:
    shown = seen(
        {"type": "markdown", "text": "## Head\n\n- one\n- **two**\n\n<b>x</b> ![p](a.png)"}
    )
    assert [each.name for each in shown.find_all(["h2", "li", "strong", "img", "b"])] == [
        "h2",
        "li",
        "li",
        "strong",
    ]
