"""Whether a text gives the assistant orders rather than asking it something.

Two sorts: orders about how it works (set the rules aside, show the prompt, be somebody else), and
orders to act in Slack or elsewhere. It only reads documents and answers, so both are declined.
Somebody steering an answer ("ignore the old strategy, what is the target now?") is not giving
such an order.
Source: OWASP Top 10 for large language model applications, LLM01 prompt injection and LLM06
excessive agency.
"""

import base64
import binascii
import re

from programme.guard.actions import asks_to_act
from programme.guard.clauses import orders
from programme.guard.phrases import any_of

SENTENCE = (
    "I only answer questions from the strategy documents, so I cannot change how I work or act on "
    "your behalf in Slack or elsewhere. Ask me what the documents say, or do it in the usual "
    "place."
)

_RULES = (
    r"(?:instructions?|rules?|guidelines?|prompts?|guardrails?|restrictions?|safeguards?"
    r"|programming"
    r"|constraints?|directives?|filters?|limitations?|system messages?|orders|training|safety"
    r" (?:checks?"
    r"|settings?|measures)|policies|configuration)"
)
_THESE = (
    r"(?:(?:all|any|every|everything|of|the|your|my|these|those|its|previous|prior|above|earlier"
    r"|preceding|initial|original|existing|current|system|safety|content|internal|hidden|foregoing"
    r"|other|developer|default|built-in) ){0,5}"
)
_WHOSE_RULES = (
    r"(?:your|all|any|every|previous|prior|above|earlier|preceding|initial|original|system|hidden"
    r"|existing|developer|internal|safety|these|those|default)"
)
_SET_ASIDE = (
    r"(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|bypass(?:ing)?|overrid(?:e|ing)|drop|skip"
    r"|discard|set aside|stop (?:following|obeying)|(?:don't|do not|never) (?:follow|obey)|break"
    r"|pay no attention to|turn off|disable|switch off|remove|delete|abandon|neglect|circumvent"
    r"|erase"
    r"|cancel|suspend|disobey|violate|defy)"
)

_ON_ITS_RULES = any_of(
    rf"\b{_SET_ASIDE} {_THESE}{_WHOSE_RULES} {_THESE}{_RULES}\b"
    r"(?! (?:on|about) )(?! for (?!this|now|a |one|once|me|the rest))",
    rf"\b{_SET_ASIDE} (?:the |your )(?:system |safety |content )?(?:instructions|prompt"
    rf"|guardrails|filters"
    r"|rules|guidelines)\b(?= *(?:$|[.,;:!?\n]|and\b|then\b|above\b|given\b|you\b))",
    rf"\byour (?:\w+ )?{_RULES} (?:no longer|don't|do not|have been|are (?:now )?|were )\W?(?:\w+"
    rf" )?(?:apply|lifted|suspended"
    r"|cancelled|void|removed|off|disabled|changed)\b",
    r"\b(?:instructions|prompt) (?:did|do|have|were) (?:your|you|the developers?)\b",
    r"\byou (?:had|have|were given|are given|were|are) (?:no|without(?: any)?|free of|not bound by)"
    rf" (?:\w+ )?{_RULES}\b",
    r"\b(?:ignore|disregard|forget) (?:all |everything |anything |whatever |what |all that |of"
    r" ){1,3}"
    r"(?:(?:that )?(?:is |was |came |has come |you (?:were|have been|are|'ve been) (?:told|given"
    r"|taught)"
    r"|i (?:said|told)|you know|you've learned|you learned)|(?:the )?(?:above|before|previous"
    r"|prior|earlier))",
    r"\b(?:ignore|disregard) (?:the )?(?:above|previous|preceding|prior)\b(?= *(?:$|[.,;:!?\n]"
    r"|and\b))",
    r"\bforget (?:who you are|you are (?:a|an)|your (?:role|job|purpose|identity|training))\b",
    r"\b(?:system|hidden|secret|initial|original|developer|internal|pre-?) ?(?:prompt|instructions"
    r"|messages?)\b(?! (?:strategy|target))",
    r"\b(?:reveal|show|print|repeat|output|display|tell|give|what (?:is|are|were)|what's|whats"
    r"|leak|dump"
    r"|list|summari[sz]e|write|copy|paste|expose|share|read|say)\b[^.?!\n]{0,20}\byour (?:\w+"
    r" )?(?:prompt"
    r"|instructions|rules|guidelines|configuration|config|programming|source code|api keys?"
    r"|secrets?"
    r"|passwords?|tokens?|credentials|training data|guardrails|restrictions|environment)\b",
    r"\b(?:instructions|rules|text|words|prompt) (?:that )?(?:you (?:were|have been) given|given"
    r" to you)",
    r"\b(?:repeat|print|output|copy) (?:\w+ ){0,4}(?:above|verbatim|word for word)\b",
    r"\b(?:api|slack|bot|access|signing|openai)[ _-](?:keys?|tokens?|secrets?|passwords?)\b",
    r"\b(?:what(?:'s|s| is| are)|give|tell|send|share|show|know|reveal|need"
    r"|print)\b[^.?!\n]{0,30}\b(?:passwords?"
    r"|passcodes?|pass ?phrases?|credentials|log-?in details|door codes?|pin (?:code"
    r"|number))\b(?! polic| reset)",
    r"\b(?:environment variables?|database (?:password|url)|os\.environ|/etc/passwd|rm -rf|drop"
    r" table)",
    r"\b(?:jail ?-?break\w*|do anything now|\bdan mode|(?:developer|debug|god|admin|unrestricted"
    r"|sudo"
    r"|maintenance|root|dev) mode|admin override|prompt injection|unfiltered|uncensored)\b",
    r"\byou are (?:now|no longer|going to act|to act|free (?:from|of)|not bound)\b|\byou're now"
    r" (?:a|an|in)\b",
    r"\b(?:from now on|for the rest of (?:this|the) (?:chat|conversation)|henceforth),? (?:you"
    r"|your|answer"
    r"|respond|reply|always|only|act|talk|speak|ignore|treat|every)\b",
    r"\byou(?:'re| are) (?:an?|the) [\w ]{1,30} now\b",
    r"\b(?:what|how) (?:were|was|are|have) you (?:been )?(?:told|instructed|programmed|prompted)\b",
    r"\bobey (?:me|my)\b|\byour (?:hidden|secret|internal|system|underlying) (?:rules"
    r"|instructions|prompt)\b",
    r"\byour new (?:role|task|instructions?|rules?|job|identity|persona|name|purpose)\b",
    r"\bnew (?:system )?instructions? ?:",
    r"(?:^|\n)\W{0,4}(?:system|assistant|developer|admin(?:istrator)?)(?: (?:message|prompt|note"
    r"|override))?"
    r"\W{0,3}:(?!\W{0,3}(?:what|how|which|who|why|when|where|do|does|is|are)\b)",
    r"<\|?/?(?:im_start|im_end|system|assistant|endoftext|instructions?|prompt|inst)\b|\[/?inst\]"
    r"|<<sys>>"
    r"|#{2,} ?(?:system|instructions?|new task)\b|\bend of (?:prompt|context"
    r"|documents?)\b[^.\n]{0,10}[:>\]-]",
    r"\b(?:decode|decrypt|rot ?-?13|base ?-?64)\b",
)
_BE_ANOTHER = any_of(
    r"^(?:pretend|role-?play|impersonate|imagine (?:that )?(?:you|you're)|simulate (?:a|an|being)"
    r"|assume (?:the (?:role|persona|identity)|that you|you are)|take on the (?:role|persona)"
    r"|become (?:a|an|the))\b",
    r"^(?:act|behave|respond|answer|reply|speak|talk|write|sing) (?:\w+ )?(?:as|like)(?: if|"
    r" though)?"
    r" (?:a|an|the|you|my|if|though)\b",
    r"^(?:only|always|never) (?:respond|answer|reply)\b",
    r"^(?:respond|answer|reply) only (?:with|yes|no)\b",
    r"^(?:respond|answer|reply) (?:only )?with (?:only|just|exactly|the (?:exact )?words?|nothing"
    r" but|yes|no)\b",
    r"^(?:say|claim|state|assert|insist|announce|declare|lie) (?:to \w+ )?(?:that|it|the"
    r" (?:strategy|trust))\b",
    r"^(?:make up|fabricate|invent|falsify|fake) (?:a|an|some|the|any|figures?|quotes?)\b",
    r"^(?:do not|don't|never) (?:cite|mention|use (?:the|your) (?:documents|sources|citations"
    r"|guard))",
    r"^answer (?:yes|no) (?:to|regardless|whatever)\b",
)

_BLOB = re.compile(r"[A-Za-z0-9+/]{24,4000}={0,2}|(?:[0-9a-f]{2} ?){16,}")


def is_instruction(folded: str) -> bool:
    """True when a folded text orders the assistant to change its ways or to act."""
    if _ON_ITS_RULES.search(folded) or _holds_encoded_words(folded):
        return True
    return asks_to_act(folded) or any(_BE_ANOTHER.search(order) for order in orders(folded))


def _holds_encoded_words(folded: str) -> bool:
    """True when a long run of letters and digits turns out to be words in base64 or in hex."""
    for found in _BLOB.finditer(folded):
        run = found.group()
        for decode in (bytes.fromhex, _from_base64):
            try:
                words = decode(run).decode("utf-8")
            except (ValueError, binascii.Error):
                continue
            if sum(c.isalpha() or c == " " for c in words) > 0.8 * len(words) and " " in words:
                return True
    return False


def _from_base64(run: str) -> bytes:
    return base64.b64decode(run + "=" * (-len(run) % 4), validate=True)
