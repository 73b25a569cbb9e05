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

from programme.guard.clauses import orders
from programme.guard.given_names import GIVEN_NAMES
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

_SOMEBODY = (
    r"(?:#\w+|@\w+|<[#@!]|\bchannels?\b|\beveryone\b|\beverybody\b|\ball (?:the )?(?:staff|teams?"
    r"|leads?"
    r"|users|members|colleagues|managers)|\b(?:the|my|our|their|his|her|each|every) (?:\w+"
    r" ){0,2}(?:team|teams|"
    r"manager|boss|lead|leads|colleagues?|board|director|directors|chair|ceo|chief exec\w*|office"
    r"|group|ward"
    r"|staff|consultant|gp|nurse|doctor|family|wife|husband|mum|inbox|finance|hr)\b|\bin slack\b"
    r"|\bgeneral\b"
    r"|\b(?:him|her|them|people|staff|hr|finance)\b|\bthread\b|\bwhatsapp\b|\bteams\b"
    r"|\b\S+@\S+\.\w+)"
)
_THING = (
    r"(?:messages?|posts?|channels?|threads?|files?|records?|updates?|accounts?|users?|data"
    r"|comments?"
    r"|repl(?:y|ies)|database|index|conversations?|history|goals?|status|rating|entry|entries"
    r"|tickets?"
    r"|rio|datix|spreadsheets?|calendar|reminders?|alarms?|polls?|surveys?|requests?|documents?"
    r"|plans?"
    r"|permissions?|passwords?|rota|timesheets?|leave|shifts?|workspace|rag|green|red|amber|minutes"
    r"|members?|everyone|everything|announcements?|events?|task|incident form|form|website|page"
    r"|intranet)"
)
_WHICH = (
    r"(?:the|my|our|this|that|these|those|all|every|his|her|their|last|any|a|an|a new|me a|it to"
    r"|it as)"
)
_ACTS = any_of(
    rf"^(?:re-?)?(?:post|send|dm|message|email|e-mail|mail|ping|tag|notify|forward|announce|text"
    rf"|slack|tweet"
    rf"|broadcast|publish|cc|copy in|remind|chase|tell|warn|alert|inform|share|say|whatsapp|nudge"
    rf"|fax)\b(?!-)"
    rf"(?! (?:me|us|address\w*|from|of|on|about|for|fewer|more|less) )[^.?!\n]{{0,80}}{_SOMEBODY}",
    r"^(?:post|tweet|dm|broadcast) (?:this|that|it|a|an|the|my|our|\"|')",
    r"^(?:send|write)(?: (?:out|off))? (?:an?|the|this|that|it|my|our) (?:\w+ ){0,2}(?:email"
    r"|e-mail|message|"
    r"reminder|text|dm|invite|invitation|tweet|letter|fax|reply)\b(?! from)",
    r"^(?:send|forward|email|mail) (?:this|that|it|my|our)\b",
    r"^(?:remind|wake|ring|call|phone|text|email|message|dm) me (?:to|at|on|in|when|tomorrow"
    r"|later|every|by)\b",
    rf"^(?:delete|remove|archive|erase|wipe|un-?pin|pin|rename|kick|ban|mute|purge|clear|hide"
    rf"|lock|block"
    rf"|deactivate|suspend) (?:.{{0,30}}\b{_THING}\b|@|<@|(?:him|her|them|it|this|that)\b)",
    r"^(?:invite|add|assign|move|promote|subscribe|sign|join|put) [^.?!\n]{1,60}\b(?:to|in"
    r"|into|on|up)\b"
    r"[^.?!\n]{0,40}(?:#\w|<#|\bchannels?\b|\bthreads?\b|\bworkspace\b|\bgroup\b|\bmeetings?\b"
    r"|\bcalendar\b"
    r"|\bslack\b|\bteams\b|\bchat\b|\brota\b|\bagenda\b|\bmailing list\b)",
    r"^(?:invite|add) (?:@|<@)",
    r"^(?:give|grant) [^.?!\n]{1,40} (?:access|permissions?|admin rights)\b",
    r"^let (?!me\b|us\b|'s\b)[^.?!\n]{1,40} know\b",
    r"^(?:sign|book|put) (?:me|us|him|her|them|my \w+) (?:up|in|on|down) (?:for|to|on)\b",
    r"^(?:put|add|enter|block) [^.?!\n]{1,40} (?:in|to|into|on|out) (?:my|our|the|his|her)"
    r" (?:diary|calendar)\b",
    r"^(?:delete|erase|wipe|purge) (?:the|my|all|this|that|our|it|every\w*)\b",
    r"^(?:write|complain|reply|respond|apologise|report (?:this|it|him|her|them)) to"
    r" (?!me\b)(?:the|my|our|his"
    r"|her|their|this|him|them|that|all|every\w*)\b",
    r"^(?:book|schedule|arrange|reserve|set up|cancel|organise|organize|reschedule) (?:me |us"
    r" )?(?:in )?"
    r"(?:a|an|the|my|our|some|two|this)? ?(?:[\w-]+ ){0,4}(?:meetings?|rooms?|appointments?|leave"
    r"|calls?"
    r"|slots?|taxis?|trains?|hotels?|flights?|desks?|sessions?|interviews?|holiday|visits?"
    r"|transport"
    r"|interpreters?|beds?|table|party|trip|lunch|training course|annual leave|huddle|day off|car"
    r"|reminder)\b",
    rf"^(?:update|change|edit|amend|correct|set|mark|close|approve|reject|submit|log|file|raise"
    rf"|create|open"
    rf"|make|start|complete|fill in|sign off|turn|upload|download|export|import|overwrite|modify"
    rf"|reset"
    rf"|save|record|enter|publish|authorise|grant) {_WHICH} (?:[\w'-]+ ){{0,3}}{_THING}\b"
    r"(?= *(?:$|[.,;:!?\"'\n]|(?:as|to|for|with|now|so|in|on|from|and|saying|that|please|called"
    r"|by|at)\b))",
    r"^(?:order|buy|purchase|pay|transfer|refund|donate) (?:(?:a|an|some|me|my|us|the|this"
    r"|more)\b|\d|£)",
    r"^(?:call|ring|phone|contact) (?:my|dr\b|him|her|them|\d|an ambulance|a (?:taxi|doctor)|the"
    r" (?:ward|police"
    r"|doctor|gp|crisis|manager|team))",
    r"^(?:log (?:me )?(?:in|on|out)|run (?:the|a|this) (?:script|command|query|code)|restart|shut"
    r" ?down|reboot"
    r"|deploy|execute|open (?:the )?door|turn (?:on|off)|print (?:this|it|me)|hack)\b",
)
_MASS_MENTION = any_of(r"@(?:channel|here|everyone)\b", r"<!(?:channel|here|everyone)\b")
_ASKED = any_of(r"\b(?:how|what|when|why|who|can i|should i|may i|do we|are we|is it|allowed)\b")
_NAMED = re.compile(
    r"(?:email|e-mail|message|text|dm|ring|call|phone|tell|remind|ask|write to|kick|remove|add"
    r"|invite|ping|tag"
    r"|notify|chase|nudge|contact|thank|congratulate|warn|send|forward) (?:it to |this to |that"
    r" to )?@?(?P<name>[a-z]+)"
)
_BLOB = re.compile(r"[A-Za-z0-9+/]{24,4000}={0,2}|(?:[0-9a-f]{2} ?){16,}")


def is_instruction(folded: str) -> bool:
    """True when a folded text orders the assistant to change its ways or to act."""
    if _ON_ITS_RULES.search(folded) or _holds_encoded_words(folded):
        return True
    if _MASS_MENTION.search(folded) and not _ASKED.search(folded):
        return True
    return any(
        _BE_ANOTHER.search(order) or _ACTS.search(order) or _goes_to_a_name(order)
        for order in orders(folded)
    )


def _goes_to_a_name(order: str) -> bool:
    found = _NAMED.match(order)
    return found is not None and found["name"] in GIVEN_NAMES


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
