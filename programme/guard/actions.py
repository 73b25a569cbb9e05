"""Whether a text asks for something to be done: posted, sent, booked, changed or deleted.

The assistant only reads and answers, so it must not seem to have done any of these. A question
about posting or booking is no such request; `clauses.orders` tells them apart.
Source: OWASP Top 10 for large language model applications, LLM06 excessive agency.
"""

import re

from programme.guard.clauses import orders
from programme.guard.given_names import GIVEN_NAMES
from programme.guard.phrases import any_of

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


def asks_to_act(folded: str) -> bool:
    """True when a folded text orders an action, or would notify a whole channel."""
    if _MASS_MENTION.search(folded) and not _ASKED.search(folded):
        return True
    return any(_ACTS.search(order) or _goes_to_a_name(order) for order in orders(folded))


def _goes_to_a_name(order: str) -> bool:
    found = _NAMED.match(order)
    return found is not None and found["name"] in GIVEN_NAMES
