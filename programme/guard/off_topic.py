"""Whether a text is plainly about something else than the trust's documents.

Only plain cases are declined here. A question that might be about the trust goes on, and the
answer to it can still be that the documents do not say: turning away a member of staff with a
real question is the worse mistake.
"""

from programme.guard.clauses import orders
from programme.guard.phrases import NAMES_STRATEGY, any_of

SENTENCE = (
    "That is outside what I can help with. I answer questions about what the trust's strategy "
    "documents say, for example their aims, measures and commitments."
)

_LANGUAGE = (
    r"(?:french|spanish|german|italian|polish|welsh|punjabi|urdu|hindi|bengali|gujarati|arabic"
    r"|chinese"
    r"|mandarin|cantonese|japanese|russian|ukrainian|romanian|portuguese|turkish|nepali|latin|greek"
    r"|dutch|swedish|korean|tamil|somali|klingon|lithuanian|bulgarian|slovak|albanian)"
)
_PROGRAMMING = (
    r"(?:python|javascript|typescript|java|c\+\+|c#|html|css|sql|vba|regex|powershell|bash|php"
    r"|ruby on rails"
    r"|rust|excel (?:formula|macro)|golang|pandas|react|shell)"
)
_PIECE = (
    r"(?:poems?|jokes?|songs?|limericks?|haikus?|sonnets?|raps?|lullab(?:y|ies)|lyrics|riddles?"
    r"|puns?"
    r"|fairy ?tales?|bedtime stor(?:y|ies)|novels?|screenplays?|essays?|cover letters?|cvs?"
    r"|resume|quiz(?:zes)?"
    r"|recipes?|speech(?:es)?|love letters?|wedding|eulog(?:y|ies)|tongue ?twisters?|knock[- ]knock"
    r"|horoscopes?|code|scripts?|functions?|macros?|regex|algorithms?|sql quer(?:y|ies)|blog posts?"
    r"|birthday (?:card|message|wishes|poem)|cocktails?|crosswords?|job applications?|wordle"
    r"|sudoku|resignation(?: letter)?|(?:workout|meal|diet|exercise|fitness) plans?|logos?"
    r"|pictures?|drawings?|memes?)"
)
_MAKE = (
    r"(?:write|compose|draft|generate|create|make|make up|tell|sing|recite|give|invent|code|build"
    r"|do|send|show"
    r"|produce|design|share|got|know|finish|complete|come up with|rap|read|need)"
)

_ORDERED = any_of(
    rf"^{_MAKE}(?: (?:me|us|him|her|my \w+))?(?: up)?(?: (?!story of)[\w'-]+){{0,3}}?"
    rf" {_PIECE}\b(?! of (?:conduct|practice))",
    rf"^{_MAKE}(?: (?:me|us))? an? (?:[\w-]+ ){{0,2}}(?:story|program|app|website|game|story"
    rf" about)\b",
    rf"^(?:write|code|debug|fix|explain|refactor|run|generate"
    rf"|create)\b[^.?!\n]{{0,40}}\b{_PROGRAMMING}\b",
    rf"^translate\b[^?!\n]{{0,200}}\b(?:to|into|in) {_LANGUAGE}\b|^translate (?:this|that|the"
    rf" following|my|it)\b",
    r"^(?:proof-?read|rewrite|rephrase|reword|paraphrase|spell-?check|check (?:my|this)"
    r" (?:grammar|spelling))\b",
    r"^(?:play (?!(?:our|a|an|your|their|its|the) (?:\w+ )?(?:role|part))|let's play|entertain"
    r"|sing|dance|tell me something (?:funny|interesting)|cheer me up|make me laugh"
    r"|amuse me|flirt|tell me about yourself)",
    r"^(?:recommend|suggest)(?: me)? (?:a|an|some|any|good) (?:[\w-]+ ){0,2}(?:books?|films?"
    r"|movies?|gifts?"
    r"|presents?|restaurants?|holidays?|pubs?|recipes?|songs?|shows?|series|podcasts?|names?"
    r"|hotels?|games?"
    r"|places?|diets?)\b",
    r"^(?:solve|integrate|differentiate|factori[sz]e|calculate|work out|compute|add"
    r" up)\b[^.?!\n]{0,40}"
    r"(?:\d ?[+*x×÷^=] ?\d|\bequation|\b[xy] ?[=+^]|square root|\bintegral|\bsum of \d|\d% of \d)",
    r"^plan (?:me )?(?:a|an|my|our) (?:[\w-]+ ){0,3}(?:holiday|wedding|party|trip|weekend"
    r"|itinerary|meals?|diet"
    r"|hen do|stag do|honeymoon)\b",
)

_ANYWHERE = any_of(
    r"\b(?:what's|whats|what is|how's|hows|how is|will|is|check) (?:the )?weather\b(?! plan)"
    r"|\bweather (?:today"
    r"|tomorrow|this week\w*|like|forecast|in [a-z]+)\b|\b(?:will it|is it going to|is it)"
    r" (?:rain|snow|raining"
    r"|snowing|sunny)\b",
    r"\b(?:premier league|world cup|champions league|fa cup|six nations|grand prix|formula (?:1"
    r"|one)|wimbledon"
    r"|super bowl|the ashes|olympics?|euros? (?:final|20\d\d)|grand national|man (?:united|utd"
    r"|city)|arsenal"
    r"|chelsea fc|tottenham|liverpool fc|gillingham fc|football (?:score|match|result|team)s?"
    r"|cricket"
    r" (?:score|match)|fantasy football)\b",
    r"\b(?:football|rugby|cricket|tennis|golf|snooker|boxing|darts"
    r"|f1)\b[^.?!\n]{0,30}\b(?:scores?|match(?:es)?"
    r"|results?|games?|league|on (?:sat|sun|mon|tues|wednes|thurs|fri)[a-z]*|tonight|tomorrow|tv"
    r"|at the weekend)\b",
    r"\bwho(?:'s|s| is| are)? (?:going to|gonna|likely to) win\b",
    r"\bwho (?:won|is winning|will win|scored|is playing)\b(?! (?:the )?(?:\w+ )?(?:contract"
    r"|tender|bid|award))",
    r"\bcapital (?:city )?of (?:the )?(?:france|germany|spain|italy|portugal|australia|canada"
    r"|brazil|japan|china"
    r"|india|russia|peru|chile|egypt|kenya|nigeria|poland|sweden|norway|finland|denmark|iceland"
    r"|ireland|scotland"
    r"|wales|england|mongolia|turkey|greece|usa|united states|south africa|argentina|mexico"
    r"|thailand|cuba)\b"
    r"|\bcapital city\b",
    r"\b(?:prime minister|president of|king of|queen of|the pope|royal family|taylor"
    r" swift"
    r"|harry potter|love island|strictly come|eurovision|game of thrones|star"
    r" wars"
    r"|coronation street|eastenders|doctor who)\b",
    r"\bwho (?:invented|discovered|painted|composed|sang|sings|directed|starred|was the first"
    r" (?:man|woman|person"
    r") (?:on|to))\b",
    r"\bhow (?:tall|high|deep|heavy|far|old|big|hot) (?:is|are|away is) (?:the )?(?:mount|mt"
    r"|everest|eiffel|moon|sun"
    r"|earth|sea|ocean|pacific|atlantic|universe|milky way|mars|jupiter|big ben|king|queen)\b",
    r"\b(?:meaning of life|how many (?:planets|continents|oceans|bones)|speed of"
    r" light|boiling"
    r" point|periodic table|square root|prime numbers?|pythagoras|photosynthesis|quadratic|world"
    r" war"
    r"|battle of hastings|dinosaurs?|shakespeare|roman empire|black holes?)\b",
    r"\b(?:what(?:'s| is)|whats|calculate|work out) (?:\d[\d,.]* ?(?:\+|\*|x|×|÷|times|plus|minus"
    r"|multiplied by"
    r"|divided by) ?\d|\d[\d.]*% of \d)",
    r"^\W*\d[\d,.]* ?[-+*x×÷/] ?\d[\d,.]* ?=? ?\??\W*$(?<!20\d\d)",
    r"\b(?:recipes?|how (?:do (?:i|you|we)|to|long (?:do|does|should) (?:i|you|it"
    r"|we)[^.?!\n]{0,20}) (?:cook|bake"
    r"|roast|fry|grill|poach|boil)|pizza|kebab|burger|curry house|fish and chips|takeaways?"
    r"|restaurants?"
    r"|cocktails?|lasagne|chocolate cake|banana bread|sourdough)\b",
    r"\b(?:best|good|nice|nearest|nearby|cheap(?:est)?|decent) (?:[\w-]+ ){0,2}(?:pubs?|bars?"
    r"|caf[eé]s?|coffee(?: shop)?"
    r"|hotels?|gyms?|hairdressers?|cinemas?|beach(?:es)?|plumbers?|garages?|takeaway|lunch|pint"
    r"|brunch|nightclubs?"
    r"|airbnb|supermarkets?)\b(?! (?:limit|rate|policy))",
    r"\b(?:flights? (?:to|from)|cheap flights?|holiday (?:destinations?|deals?)|next train|train"
    r" times|bus times"
    r"|airport|directions to|things to do in|where should i go on holiday|package holidays?)\b",
    r"\b(?:netflix|spotify|tiktok|youtube videos?|playstation|xbox|fortnite|minecraft|video"
    r" games?|horoscope"
    r"|star sign|(?<!code )lottery|bitcoin|crypto\w*|ethereum|stock market|shares (?:to buy"
    r"|should i)|betting|sudoku"
    r"|celebrit\w+|movies?|good films?|tv (?:show|series)|on (?:telly|tv) (?:tonight|tomorrow)"
    r"|lyrics|guitar chords)\b",
    r"\b(?:tax return|my tax(?:es)?|tax code|self[- ]assessment (?:tax|form)|my mortgage"
    r"|remortgage|my landlord"
    r"|my (?:neighbour|divorce|solicitor|ex-?wife|ex-?husband|will|inheritance)|(?:can|could"
    r"|should) (?:i|we) sue"
    r"|small claims|parking fine|speeding (?:ticket|fine)|custody of|get divorced|capital gains"
    r"|inheritance tax"
    r"|(?:premium|savings) bonds|credit card)\b",
    r"\bmy (?:homework|dissertation|coursework|university (?:essay|assignment)|thesis|son's"
    r" (?:school|maths)"
    r"|daughter's (?:school|maths)|wedding|girlfriend|boyfriend|cat|dog|garden|boiler|car\b(?!"
    r" park)"
    r"(?= (?:wont|won't|broke|needs|insurance|mot|is making)))\b",
    r"\b(?:are you|r u) (?:a )?(?:human|robot|real|sentient|conscious|alive|chat ?gpt|gpt|claude"
    r"|an ai|single|ok|happy"
    r"|married|sad)\b|\bdo you (?:love|like|hate|dream|sleep|feel|have feelings|believe in)\b"
    r"|\bwhat(?:'s| is) your"
    r" (?:favourite|name|opinion|star)|\bhow old are you\b|\bwill you marry\b|\bwho (?:made"
    r"|created|built) you\b",
    r"\bshould i (?:wear|cook|watch|eat|buy|invest|marry|have for (?:lunch|dinner|tea))\b"
    r"|\b(?:i'm|im|i am) bored\b"
    r"|\b(?:news headlines|latest news|exchange rates?|life on mars|convert \d+ ?\w+ (?:to|into)"
    r"|(?:best|nice|cheap)"
    r" (?:summer )?holidays?\b|flat tyre|score (?:in|of) the (?:match|game|football)|(?:renew"
    r"|apply for|lost) my passport|(?:book|film|restaurant"
    r"|holiday|podcast|music) recommendations?|my (?:cv|printer|horoscope))\b",
    r"\bhow many (?:grams|ounces|inches|feet|metres|miles|pints|litres|millilitres|pounds|seconds"
    r"|minutes|cm|teaspoons)"
    r" (?:are )?in (?:an?|the|one)\b|\bwhere (?:can|do|could) i (?:get|buy|find) (?:an?|some"
    r"|good) (?:[\w-]+ ){0,2}(?:curry|coffee"
    r"|food|drink|beer|lunch|sandwich|meal|haircut|car|phone|flowers)\b",
    r"\bwhat (?:time|day|date) is it\b|\bwhat(?:'s| is) (?:the time|today's date|the date today)\b",
    rf"\b(?:how (?:do|to|would|can) [^.?!\n]{{0,40}}|write|debug|fix"
    rf"|error)\b[^.?!\n]{{0,40}}\b(?:in|with|my|using|some|a) "
    rf"{_PROGRAMMING}\b",
    rf"\bhow (?:do|would|can) (?:you|i|we) say\b[^?!\n]{{0,60}}\b(?:in )?{_LANGUAGE}\b|\b(?:what"
    rf" is|what's)\b[^?!\n]{{0,40}}"
    rf"\bin {_LANGUAGE}\?*$",
    r"\b(?:tell|know|hear|got|another|funny|good|dad) (?:me |us |any |a |an |some |good |funny"
    r" ){0,4}jokes?\b",
    r"\b(?:lose weight|six[- ]pack|get abs|keto diet|marathon training|dating (?:advice|app)s?"
    r"|ask (?:her|him) out"
    r"|baby names?|hangover|tattoo|lip filler)\b",
)
_GREETING = any_of(
    r"^\W*(?:(?:hi|hello|hey|hiya|yo|morning|good (?:morning|afternoon|evening)|thanks?|thank you"
    r"|cheers|ta|ok|okay"
    r"|test|testing|bye|goodbye|lol|there|all|bot|true ?north|so much|how are you|how are things"
    r"|you ok)\W*){1,5}$"
)


def is_off_topic(folded: str) -> bool:
    """True when a folded text is plainly other work, or a greeting and nothing else."""
    if _GREETING.search(folded) or any(_ORDERED.search(order) for order in orders(folded)):
        return True
    return bool(_ANYWHERE.search(folded)) and not NAMES_STRATEGY.search(folded)
