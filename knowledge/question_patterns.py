"""How questions are worded: the patterns by which one is taken apart.

They are about English and about documents in general; none is about one document.
"""

import re

DOCUMENT = (
    r"(?:strateg\w*|plans?|editions?|versions?|documents?|polic\w+|one|framework|programme|"
    r"charter|report)"
)
OLD_WORD = r"(?:old|older|previous|superseded|former|earlier|prior|last|outgoing|expired)"
# "the old strategy", "the previous 3 year strategy": the edition itself is named.
OLD_EDITION = re.compile(
    rf"\b{OLD_WORD}\s+(?:[\w'-]+\s+){{0,3}}?{DOCUMENT}\b|\bsuperseded\b|"
    rf"\b{DOCUMENT} before (?:this|that|the (?:new|current))\b"
)
# "since the last strategy": what has been done after it, which the one in force tells.
SINCE_OLD = re.compile(
    rf"\b(?:since|after) (?:the|our) {OLD_WORD}\s+(?:[\w'-]+\s+){{0,2}}?{DOCUMENT}\b(?! (?:was|were))"
)
# "the 2021 strategy", "the plan of 2020": an edition by the year it begins.
YEAR_OF = re.compile(
    rf"\b(20[1-4]\d)\s+(?:[\w'-]+\s+){{0,2}}?{DOCUMENT}\b|\b{DOCUMENT} (?:of|from|for) (20[1-4]\d)\b"
    r"(?!\s*(?:to|until|-|/|and)\s*(?:20)?\d)"
)
# "then and now", "has it grown?": how something was beside how it is.
THEN_AND_NOW = re.compile(
    r"\bthen\b.*\bnow\b|\bnow\b.*\b(?:then|before|previously|last time|used to)\b|"
    r"\b(?:before|previously|last time)\b.*\b(?:and|or|versus|vs)\b.*\b(?:now|today|currently|this time)\b|"
    r"^(?:so |and |but )?(?:has|have|did|how (?:has|have|did|does|do)) (?!we\b)(?:[\w'&-]+ ){1,14}?"
    r"(?:changed?|grown|moved on)\b|"
    r"\bthan (?:before|last time|it was|it used)\b|\b(?:different|same) (?:from|as|to|than) (?:before|last time|it was)\b|"
    r"\b(?:either|both|two|each) (?:of the )?(?:strateg\w+|plans?|editions?|versions?|documents?)\b"
)
# Where a phrase says which edition is meant; beside the subject it is only noise.
IN_EDITION = re.compile(
    rf",?\s*\b(?:in|under|according to|from|of|by|since|than(?: in| under)?|as of|at the time of|set out in|compared (?:with|to)"
    rf"(?: that (?:in|of))?)\s+(?:the|our|this|that)\s+(?:(?:{OLD_WORD}|new|current|latest|present|"
    rf"(?:20)?[1-4]\d\s*(?:to|until|-|/)\s*(?:20)?[1-4]\d|20[1-4]\d)\s+)+(?:[\w'-]+\s+){{0,2}}?{DOCUMENT}\b[,:]?\s*",
    re.IGNORECASE,
)
# "our previous vision", "the old target": something that was, in whichever edition tells of it.
OLD_THING = re.compile(
    r"\b(?:old|previous|previously|former|formerly)\b|\bdid \w+ use to\b|\bused to\b|\bwas it before\b|"
    r"\bbefore(?: that| this)?\s*[?.!]*$|"
    r"\blast time\b"
)
NEW = re.compile(
    rf"\b(?:current|currently|new|newest|latest|present)\s+(?:[\w'-]+\s+){{0,2}}?{DOCUMENT}\b|"
    rf"\bthis {DOCUMENT}\b|\bin force\b|\bnow\b|\bcurrent(?:ly)?\b|\btoday\b"
)
NEW_THING = re.compile(
    r"\b(?:current|latest)\b|\bnew (?:vision|mission|purpose|values?|targets?|goals?|aims?|name|measures?)\b"
)
COMPARES = re.compile(
    r"\b(?:compar\w+|differ(?:s|ent|ence|ences|ently)?|chang(?:e|ed|es|ing)|versus|vs|against|both|"
    r"then and now|than|still|same as)\b"
)
YEARS = re.compile(r"\b(?:20)?([1-4]\d)\s*(?:to|until|-|/)\s*(?:20)?([1-4]\d)\b")

HOW_MANY = re.compile(
    r"\bhow many\b|\b(?:what|which) (?:is |was |are )?(?:the |our )?(?:total )?number of\b|"
    r"\bnumber of\b|\bheadcount\b"
)
NUMBER = re.compile(
    r"\bhow (?:many|much|often|long|far|big|large|old|quickly|fast|high|low)\b"
    r"|\bwhat(?:'s)? (?:[\w'-]+ ){0,5}?(?:percentage|percent|proportion|share|number|figure|rate|"
    r"score|level|amount|cut|reduction|rise|increase|size|ratio|fraction|per cent|average|total)\b"
    r"|\b(?:percentage|proportion|per cent|what %|% of|by how much|figure for|size of|"
    r"(?:rise|fall|increase|reduce|reduced|cut|drop|go up|come down|down|up|shrink) by)\b"
    r"|\btargets?\b|\brates?\b|\b(?:average|median|baseline)\b"
)
DATE = re.compile(
    r"\b(?:by when|what (?:date|year|month|day)|which (?:year|month|date)|what time|deadline|"
    r"how soon|due date|start date|end date|expire|expires)\b|"
    r"^(?:so |and |but |hi |hello )?when\b(?! (?:am|can|should|may|do|must) (?:i|we|you|someone|staff)\b)|\bwhen (?:will|is|are|was|were|did|does|do|must|should|can)\b"
)
PERSON = re.compile(
    r"^(?!.*\bwho (?:are|is) (?:we|us|you)\b)(?:so |and |but )?who(?:'s|se)?\b|\bwho(?! (?:are|is) (?:we|us|you)\b) (?:is|are|will|do|does|did|has|should|to|can|would)\b|"
    r"\bwhose\b"
)
ROLE = (
    r"(?:chief|exec\w*|director|lead|owner|chair\w*|head|manager|officer|guardian|sponsor|"
    r"secretary|ceo|coordinator|person|sro|boss|champion|name)"
)
INDIVIDUAL = re.compile(
    r"\bwho(?:'s| is| are| was)? (?:the |our |in )?(?:[\w'-]+ ){0,5}?"
    rf"{ROLE}\b(?! (?:provider|commissioner|organisation|body|agency))|"
    r"\bwho (?:leads|runs|owns|chairs|manages|heads|signs|approves|oversees|sponsors)\b|"
    r"\bwho (?:is|was) (?:responsible|accountable|in charge)\b|\bname of (?:the|our) "
    rf"(?:[\w'-]+ ){{0,3}}?{ROLE}\b|\bwho do i (?:contact|ask|speak|call|email|ring)\b"
)
NAME = re.compile(
    r"\b(?:which|what) (?!(?:kind|sort|type)s? of\b)(?:[\w'-]+ ){0,2}?(?:charit(?:y|ies)|compan(?:y|ies)|firms?|contractors?|"
    r"suppliers?|vendors?|universit(?:y|ies)|colleges?|committees?|software|systems?|app|apps|"
    r"tools?|platforms?|websites?|hospitals?|towns?|cit(?:y|ies)|brands?|products?|banks?|"
    r"agenc(?:y|ies)|trusts?|councils?|countr(?:y|ies)|count(?:y|ies)|framework|"
    r"organisations? (?:ran|run|runs|provide[sd]?|deliver(?:s|ed)?|are|is|did|do|does))\b"
)
CONTACT = re.compile(
    r"\b(?:number|who) (?:do|can|should) (?:you|i|we) (?:ring|call|phone|dial)\b|"
    r"\b(?:phone|telephone|helpline|hotline|contact|crisis) (?:number|line|details|email)\b|"
    r"\b(?:phone|telephone|email|web|url) ?(?:address|number)?\b(?=.*\?|$)|\bwebsite address\b"
)
PLACE = re.compile(
    r"\bwhere (?:will|is|are|was|were|do|does|did|can|should)\b.*\b(?:built|based|located|held|"
    r"sited|situated|open|opening|park|find|base|office|offices|building|centres?|hub|hubs|site|"
    r"sites|ward|wards|clinics?|headquarters|meet)\b|"
    r"\bwhich (?:site|building|town|address|location)s?\b|\baddress of\b"
)
WHICH = re.compile(
    r"\bwhich (?!of\b)([\w&'-]+(?: [\w&'-]+){0,3}?)(?= (?:are|is|was|were|do|does|did|has|have|had|will|would|should|can|must|we|our|the|gets?|that)\b|\?|$)"
)
TITLED = re.compile(
    r"\b(?:chief|directors?|officer|guardian|secretary|ceo|governor|matron|chief exec\w*)\b"
)
MONEY = re.compile(
    r"\b(?:what|how much|how big|size of)\b.*\bbudgets?\b|\bcosts?\b|\bprice\b|\bpounds\b|£|\bsalar(?:y|ies)\b|\bpay rate\b|"
    r"\bhow much (?:money|capital|funding|cash|income|investment)\b|"
    r"\bhow much (?!(?:\w+ )?time\b).*\b(?:cost|costs|pay|paid|save|saved|claim|worth|spend|spent|rent|charged?)\b|"
    r"\b(?:starting|basic|hourly) (?:pay|salary)\b|\bwhat (?:did|do|does|will) (?:we|it|they|the trust) (?:spend|pay|cost)\b|"
    r"\bwhat (?:is|was|are) (?:the|our) (?:[\w'-]+ ){0,3}?(?:budget|cost|spend|savings?|funding|price)\b"
)
AHEAD = re.compile(
    r"\b(?:when|what (?:year|month|date)) (?:will|is|are) .*\b(?:be|start|open|begin|happen|due|going)\b|\bby when\b"
)
POUNDS = re.compile(
    r"\bbudgets?\b|\bcosts?\b|\bprice\b|£|\bpounds\b|\bsalar(?:y|ies)\b|\bmoney\b|\bcapital\b|\bclaim\b"
)
REASON = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat(?:'s| is) the point\b|\brationale\b")
TARGET = re.compile(
    r"\b(?:targets?|aim|aims|aimed|aiming|goal|goals|supposed to|meant to|want|wanted|should|hop(?:e|ed|ing)|"
    r"plan(?:ned|ning)? (?:to|for)|commit\w*|promis\w*|trying to|by when|going to|expected to|set out to|"
    r"will (?:we|it|they|the)|must|have to)\b"
)
ACTUAL = re.compile(
    r"\b(?:baseline|right now|at the moment|at present|so far|last year|this year|to date|latest figure|actual|"
    r"average|at the start|starting point|(?:are|were) we (?:at|on)|how are we doing|how have we|"
    r"have we (?:got|achieved|had|done|made)|have got|did we|do we have(?! to)|does the trust have(?! to)|"
    r"gone (?:down|up)|fallen|achieved|saved|got better|improved|happened|currently (?:have|employ|work|stand))\b"
)
CHANGE = re.compile(
    r"\bby how much\b|\b(?:reduc|cut|ris|ros|fall|fell|increas|decreas|improv|chang|shrink|drop|grow|down|up|less|"
    r"more|fewer|bring)\w*\b"
)
MEANING = re.compile(
    r"^(?:so |and |hi,? )?what(?:'s| is| are| was) (?:an? |the |our )?(?:[\w&+'-]+ ?){1,4}\??$|"
    r"\bwhat (?:do|does|did) .*\bmean\b|\bmeant by\b|\bdefin\w+\b|\babout\s*\??$"
)
# "… in one line", "… in a nutshell": what a thing is about, said shortly.
IN_BRIEF = re.compile(
    r",?\s*\b(?:in|into|as) (?:a|one|1|a single|just one|two|a few) "
    r"(?:lines?|sentences?|words?|nutshell|paragraph)\b(?: (?:pls|please))?",
    re.IGNORECASE,
)
COUNTED_LIST = re.compile(
    r"(?<!across )(?<!in )(?<!of )(?<!for )(?<!from )(?<!over )(?<!at )(?<!within )(?<!between )(?<!by )"
    r"\b(?:the|our|its|your|which|what) (two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)\b (?!years?|months?|weeks?|hours?|days?)"
)
LIST = re.compile(
    r"\bwhat (?:are|were) (?:the|our|its|your)\b|\blist\b|\bname (?:the|all|our)\b|"
    r"\bin full\b|\bwhich (?:\w+ )?(?:\w+s) (?:are|were|do|did|have|will)\b"
    r"|\bwhat (?:will|would|did|do|does|have|has|are|were) (?:\w+ ){1,6}?(?:do|done|doing|say|said|tell|told|change|changes|"
    r"measured|different|include|includes|involve|involves|commit|promis\w+|improve|deliver)\b"
    r"|\bhow (?:will|do|does|is|are|did|would|shall|can) (?:\w+ ){0,4}?(?:measur\w*|know|judg\w*|track\w*|achiev\w*|tell)\b"
    r"|\bwhat (?:measures|values|principles|steps|actions|things|achievements|commitments|priorities|"
    r"objectives|aims|goals|ambitions|capabilities|enablers|promises|changes|pillars|areas|rights)\b"
    r"|\bwhat(?:'s| is) (?:\w+ ){0,3}?(?:different|included|measured)\b|\bmeasures of success\b|\bsuccess measures?\b"
)
SECTION = re.compile(
    r"\b(?:which|what) (?:[\w'-]+ ){1,3}?(?:covers|cover|deals? with|mentions?|"
    r"(?:does|do|is|are|would) .*\b(?:come|comes|fall|falls|sit|sits|belong|belongs) (?:under|within|to|in)|"
    r"(?:does|do|is|are) .*\bunder(?=\s*\??$))\b|"
    r"\b(?:which|what) (?:of (?:the|our) )?(?:[\w'-]+ )?(?:true norths?|aims?|ambitions?|pillars?|"
    r"enablers?|sections?|priorit(?:y|ies)|objectives?|headings?|chapters?|parts?|themes?|"
    r"domains?)\b (?:[\w&'-]+ ){0,9}?(?:under|covers?|covered|fall|falls|falling|belongs?|deals?|"
    r"mentions?|sits?|comes?|within|in|about)\b"
)
# "what does the plan say about …": one thing out of a document, not a list.
SAID_ABOUT = re.compile(
    rf"\bwhat (?:did|do|does|has) (?:the|our|this|that|either|both)?\s*(?:[\w'-]+ ){{0,4}}?{DOCUMENT}\b "
    r"(?:[\w'-]+ ){0,2}?(?:say|said|mention|tell)\b"
)
VOICES = re.compile(
    r"\b(?:quote|quotes|quotation|in their (?:own )?words|what (?:did|do|does|have|has) .*\b(?:say|said|tell|told|feel|think))\b"
)


PREAMBLE = re.compile(
    r"^(?:hi|hello|hey|sorry|quick|just|ok|okay|so|please|morning|afternoon|"
    r"i|i'm|im|i am|i've|as|my|we're|someone|somebody|a|an|new|student|[\w' -]{0,40}\b(?:here|asking|query|question|enquiry))\b"
    r"[^?]*?(?:[:;,.–—-]\s+|\bso\s+)(?=(?:what|how|who|when|where|which|why|is|are|do|does|did|can|could|"
    r"will|has|have|list|name|tell me|remind me|whose|by when|in|under)\b)",
    re.IGNORECASE,
)


# "… ? Asking for our new starters": what the answer is for.
POSTAMBLE = re.compile(
    r"(?<=\?)\s+(?:i'm |im |i am |we're |we are |just |only )?(?:asking|writing|preparing|drafting|updating|"
    r"putting together|working on|doing|making|planning|checking|wondering|curious|thanks|thank you|ta|"
    r"cheers|please|pls|it's for|its for|this is for|need (?:it|this) for|for (?:a|an|my|our|the) [\w' -]{1,30}"
    r"(?:slide|slides|deck|paper|report|poster|talk|meeting|newsletter|induction|briefing|presentation|bid))"
    r"\b[^?]*$",
    re.IGNORECASE,
)

MISSING_APOSTROPHE = re.compile(r"\b(what|who|how|where|when|that|it)s\b(?!')")
HOW_MUCH = re.compile(r"\bhow (?:many|much)\b|\bby how\b")
