"""Whether somebody may be telling of suicide or self-harm, their own or another person's.

Rule: such wording is not analysed further; the trust's own help text is shown as it stands.
What is told apart is grammar, not topic. Somebody in distress speaks in the first person with a
feeling or an intent, or of one particular person at risk. Somebody asking about the strategy
speaks of the topic (prevention, incidents, rates) or of people in general. Where the two cannot
be told apart, help is shown: that costs a question, the other mistake could cost a life.

Source: NHS England, "Staying safe from suicide" (2025), which asks that no such words be sorted
by predicted risk; Samaritans' guidance on wording.
"""

import re

from programme.guard.folding import fold
from programme.guard.given_names import GIVEN_NAMES
from programme.guard.phrases import STRATEGY, any_of

_I = r"\b(?:i|im|ive|id|ill|me|my)\b"
_END = r"(?= *(?:$|[.,;:!?\n)\"-]|and\b|but\b|because\b|cos\b|so\b|whats?\b|please\b))"
_EVERMORE = (
    r"(?: (?:living|like this|any ?more|any ?longer|no more|much longer|with (?:life|everything"
    r"|it all|this|living)|alone|on my own|at all|today|tonight|now|at work))*"
)
_TOPIC = (
    r"(?![ -](?:prevention|rates?|incidents?|targets?|figures?|data|numbers?|training|polic\w+"
    r"|strateg\w+|awareness|reduction|stat(?:istic)?s|risk|measures?|reviews?|work|plans?|goals?"
    r"|objectives?|deaths?|pathways?|sections?|parts?|section|on (?:our |the )?wards?"
    r"|in (?:our|the) (?:trust|strategy|plan|county|community|old|new|current|document|area)|is\b"
    r"|as an?\b|across|commit\w+|programmes?|projects?|reporting|audits?|support|helplines?))"
)

_OWN = any_of(
    # To do harm to oneself: the reflexive pronoun says whose harm it is.
    r"\b(?:kill|killing|killed|hurt|hurting|harm|harming|harmed|cut|cutting|hang|hanging|drown"
    r"|drowning|shoot|stab|poison|burn|burning|un[ -]?alive|starve|starving|top|topping|drug)"
    r" my ?self\b"
    r"(?! (?:some |a bit of )?(?:slack|off|short|lifting|moving|falling|slipping|laughing))",
    r"\bdo (?:some|any)thing (?:stupid|silly|bad|to myself|to hurt)\b",
    r"\b(?:end|ending|ended|take|taking|took) (?:it all\b|my (?:own )?life\b)",
    rf"{_I}[^.?!\n]{{0,40}}\bend(?:ing)? (?:it|things|everything){_END}",
    # To want death, or not to want life.
    rf"{_I}(?: \w+){{0,5}} (?:want(?:ing)?|wanna|going|ready|rather|prefer|hoping|planning|hope"
    rf"|about"
    r"|need|tempted|feel like|feels? like|love|like) (?:to |of |i (?:could|would|should)"
    r" )?(?:just )?"
    r"(?:be )?(?:die|dying|dead)\b(?! (?:line|heading|to (?:know|see|hear)|on (?:the|this|that)"
    r" hill))",
    r"\b(?:ways?|how|methods?) (?:to|of) (?:die|dying|(?:kill(?:ing)?|hang(?:ing)?) (?:myself"
    r"|yourself|oneself)|end(?:ing)?"
    r" (?:my|your|ones) life|commit suicide|overdose)\b",
    r"(?:^|[.!?,\n])\W{0,3}(?:(?:just|really|honestly) ){0,3}want(?:ing)? to (?:die|be dead)\b",
    r"\bwish (?:that )?i (?:(?:was|were) (?:\w+ )?(?:dead|gone)\b|(?:wasnt|werent) (?:here|alive"
    r"|around)\b|(?:had never been|hadnt been|was never|were never) born|could (?:just )?(?:die"
    r"|disappear|not wake)|(?:would|did)(?:nt| not) wake)",
    r"\b(?:i|im|me|(?:^|[.!?,\n])\W{0,3}|honestly|and|just|really)(?: \w+){0,3} ?(?:dont|do not"
    r"|didnt|no longer|not)"
    r" (?:\w+ )?want(?:ing)? to (?:live\b(?! (?:in|with|at|near|on|so|too))|be alive|exist\b"
    r"|wake up|be on this (?:earth|planet)|be around"
    rf"|(?:be here|carry on|go on|keep going|do (?:this|life)){_EVERMORE}{_END})",
    r"\bwant (?:it|everything|the pain|it all|this) (?:all )?to (?:stop|end|be over)"
    rf"{_EVERMORE}{_END}",
    r"\b(?:nothing (?:left )?to live for|no (?:reason|point) (?:to live|(?:in|to|of) (?:living"
    r"|being"
    r" alive|life))|(?:point|reason) (?:of|in|to|for) (?:living|being alive|live\b))",
    rf"\b(?:no|whats the|what is the) point (?:of |in )?(?:(?:me )?(?:being here|going on"
    rf"|carrying on"
    rf"|me)){_EVERMORE}{_END}",
    r"\b(?:lifes?|living) (?:isnt|is not|is no longer|not|doesnt feel|hardly) worth (?:living"
    r"|it)\b",
    r"\b(?:not worth living|worthless to live|(?:tired|sick|weary) of (?:living|life|being alive)"
    r"|(?:done|finished|enough) (?:with|of) (?:life|living)|giv(?:e|en|ing) up on life|hate"
    r" (?:being"
    r" alive|my life))\b",
    r"\b(?:better|happier|easier) (?:off )?(?:without me\b|(?:if i (?:was|were|am|wasnt|werent)"
    r" (?:\w+ )?(?:dead|gone|here|around|alive))|dead\b)",
    r"\b(?:if|when) i (?:died|die|kill|was dead|am dead|were dead|disappeared|werent here|wasnt"
    r" here)\b",
    r"\b(?:no ?one|nobody) (?:would|will|d|ll) (?:even )?(?:miss|notice) (?:me|if im|if i)\b",
    rf"{_I}(?: \w+){{0,3}} want to (?:\w+ )?(?:disappear|vanish){_EVERMORE}{_END}",
    r"\bwant to (?:\w+ ){0,4}(?:not|never) wake up\b|\b(?:might|may) as well (?:be dead|die)\b",
    rf"{_I}(?: \w+){{0,2}} (?:started|been|keep|am|im) cutting(?: again)?{_END}",
    r"(?:^|[.!?,\n])\W{0,3}(?:thinking|thoughts) (?:of|about) (?:suicide|dying|killing|ending"
    r" (?:it|my))\b"
    rf"{_TOPIC}",
    # Not to be able to go on.
    rf"\b(?:i|ive|(?:^|[.!?,\n])\W{0, 3}|honestly|just|really|and)(?: \w+){{0,3}} ?(?:cant|can"
    rf" not|cannot|can no longer"
    rf"|couldnt|dont know how to|dont think i can|not able to) (?:\w+ )?(?:(?:go on|cope|carry on"
    rf"|keep going|live|see (?:a|any) way out|face (?:another day|life|tomorrow))"
    rf"{_EVERMORE}{_END}|(?:take (?:it|this)|do (?:it|this)|bear (?:it|this)|stand (?:it|this))"
    rf" (?:any ?more|any ?longer|no more|like this){_END}|(?:see (?:a|any) way (?:out|forward)))",
    r"\b(?:see|is|theres) no (?:way out|future for me|hope for me)\b",
    r"\b(?:im|i am|i feel)(?: \w+){0,3} (?:at breaking point|at the end of my (?:tether|rope)|a"
    r" burden"
    r" (?:to|on)|hopeless(?! at)|worthless|not safe (?:with|from|on) my)\b",
    r"\b(?:im not|i am not|i dont feel|not) safe (?:with|from) myself\b",
    # The words themselves, tied to oneself.
    r"\b(?:i am|im|i feel|i felt|ive been|i have been|i was|^feeling|^am)(?: \w+){0,3} suicidal\b",
    r"\b(?:ok|okay|normal|wrong|common|bad|weird) to (?:feel|be|keep feeling) suicidal\b",
    rf"\b(?:i|ive|im)(?: \w+){{0,3}} (?:have|having|had|get|getting|got|feel|been)(?: \w+){{0,2}}"
    rf" (?:suicidal|thoughts (?:of|about) (?:suicide|dying|death|ending|self harm\w*"
    rf"|killing))\b{_TOPIC}",
    rf"{_I}(?: \w+){{0,4}} (?:thinking|thought|thoughts|think|considering|contemplating|planning"
    rf"|commit|attempt|attempted|tried|trying|tempted|feel like|feeling like|going|want|wanting"
    rf"|urges?|started|been|keep|back)(?: (?:to|about|of|a|an|on|it|commit|attempt)){{0,3}}"
    rf" (?:suicide|suicidal|self harm(?:ing)?|overdos(?:e|ing)|ending (?:it|things|everything|my)"
    rf"|dying|not being here)\b{_TOPIC}",
    r"\b(?:i|ive|i have)(?: \w+){0,2} (?:self harmed\b|(?:taken|took|take|swallowed) (?:an? "
    r"|too many"
    r" |all (?:of )?my |loads of )(?:\w+ )?(?:overdose|pills|tablets|meds|medication))",
    r"\b(?:i|ive|i have) (?:just )?(?:taken|took|swallowed) (?:(?:an?|the) )?(?:whole )?(?:loads?"
    r"|lots?|bottle|packet|box"
    r"|handful|bunch|too (?:many|much)|all|every)\b",
    r"\b(?:im|i am) going to (?:overdose|jump (?:off|in front))\b",
)

_PERSON_NOUN = (
    r"(?:colleague|friend|husband|wife|partner|son|daughter|mum|mom|mother|dad|father|brother"
    r"|sister"
    r"|child|patient|pt|client|service user|manager|nurse|student|doctor|team ?mate|member"
    r"|neighbour"
    r"|cousin|aunt|uncle|caller|man|woman|lady|gentleman|boy|girl|guy|person|mate|boyfriend"
    r"|girlfriend|ex|relative|trainee|carer|teenager|nephew|niece|someone|somebody|inpatient|kid"
    r"|grandson|granddaughter|boss|lodger|housemate|flatmate|support worker|hca|resident|visitor)"
)
_PARTICULAR = any_of(
    rf"\b(?:my|his|her|another|one of (?:my|our|the)) (?:\w+ ){{0,3}}{_PERSON_NOUN}\w{{0,2}}\b",
    rf"\b(?:our|the|this|that) (?:\w+ )?{_PERSON_NOUN}\b",
    r"\b(?:he|she|hes|shes)\b",
)
_INDEFINITE = any_of(
    rf"\ban? (?:\w+ ){{0,3}}{_PERSON_NOUN}\b",
    r"\b(?:someone|somebody|anyone|anybody|they|theyre)\b",
    rf"^(?:\w+ )?{_PERSON_NOUN}\b",
)
_IN_GENERAL = any_of(
    r"\b(?:patients|people|service users|adults|children|individuals|those|men|women|veterans"
    r"|residents|inpatients|young people|teenagers|students|colleagues|staff(?! (?:member|nurse))"
    r"|nurses|prisoners"
    r"|everyone|how many|how often|number of|rate of|anyone who|someone who|somebody who|person"
    r" who)\b"
)
_ANOTHER_PERSONS = any_of(
    r"\b(?:kill|killing|killed|hurt|hurting|harm|harming|harmed|cut|cutting|hang|hanging|hanged"
    r"|drown"
    r"|drowning|un[ -]?alive|starve|starving|top|topping|cuts)s? (?P<self>him|her|them)(?: ?self|"
    r" ?selves)\b",
    r"\b(?:end|ending|ended|take|taking|took|taken) (?:it all\b|(?P<whose>his|her|their)"
    r" (?:own )?li(?:fe|ves)\b)",
    rf"\b(?:wants?|wanting|wanted|wishes|going|planning|ready|threatening|threatened|about|plans)"
    rf" to"
    rf" (?:die|be dead|overdose|jump|end (?:it|things|everything){_END})",
    r"\b(?:is|are|was|hes|shes|theyre|feels?|feeling|felt|sounds?|seems?|seemed|been|being)"
    rf"(?: \w+){{0,2}} suicidal\b{_TOPIC}",
    rf"\b(?:thinking|talking|talked|talks|talk|thoughts?|texted|texting|posting|posted|messag\w+"
    rf"|threat\w*|considering|spoke|speaking|planning|attempted|attempting|tried|commit|committed)"
    rf"(?: (?:to|about|of|a|an|commit|attempt|her|his|their)){{0,3}} (?:suicide|suicidal|dying"
    rf"|ending"
    rf" (?:it|things|everything)|self harm\w*|overdos\w+)\b{_TOPIC}",
    r"\brather (?:be dead|die)\b",
    r"\b(?:doesnt|does not|dont|do not|didnt|no longer) wants? to (?:live\b(?! (?:in|with|at|near"
    r"|on))|be alive|exist\b|wake up|be here any ?more|go on)",
    r"\b(?:taken|took|taking) an? (?:\w+ )?overdose\b",
    r"\b(?:taken|took|taking|swallowed) (?:(?:some|lots of|loads of|a load of|too many|all (?:of"
    r" )?(?:his|her|their|the)) )?pills\b",
    r"\b(?:having|has|have|had)(?: \w+){0,2} (?:suicidal\b|thoughts of (?:suicide|self|dying))",
    rf"\b(?:has|have|is|been|started|keeps|was|hes|shes) (?:\w+ )?self harm(?:ed|ing)\b{_TOPIC}",
    r"\bdo something (?:stupid|silly) to (?:him|her|them)sel",
)
_ONE_PERSON = {"him", "her", "his"}
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|(?<!\w)'[^\n']{4,300}'(?!\w)")
_SENTENCE = re.compile(r"[^.?!\n]+")


def is_distress(text: str) -> bool:
    """True when a text may tell of somebody's suicide or self-harm; then show help, nothing else.

    Words in quotation marks are left out where the rest asks about the strategy, which quotes
    patients. Time grows with the length of the text. Never raises.
    """
    folded = fold(text)
    asked = _QUOTED.sub(" ", folded)
    if asked != folded and STRATEGY.search(asked):
        folded = asked
    words = folded.replace("'", "").replace("-", " ").lower()
    if _OWN.search(words):
        return True
    return any(_tells_of_another(m.group().strip()) for m in _SENTENCE.finditer(words))


def _tells_of_another(sentence: str) -> bool:
    """True when one sentence speaks of one person's risk rather than of people in general."""
    for risk in _ANOTHER_PERSONS.finditer(sentence):
        before = sentence[max(0, risk.start() - 120) : risk.end()]
        if _PARTICULAR.search(before) or _ONE_PERSON & {risk["self"], risk["whose"]}:
            return True
        if _IN_GENERAL.search(before):
            continue
        if any(word in GIVEN_NAMES for word in before.split()):
            return True
        if _INDEFINITE.search(before) and not STRATEGY.search(sentence):
            return True
    return False
