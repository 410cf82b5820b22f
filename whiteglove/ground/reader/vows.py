"""How five languages promise: the words that begin a promise, what takes it back, and what it hangs on.

Patterns for `folded` text: no accents, straight quotes. Groups: `i` (the writer), `we` (the house), `they` (somebody
else, named), `now` (a present that promises only with a time: "I'm sending it tomorrow").
"""
# ruff: noqa: E501  (patterns are read whole)

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Vows:
    """`heads` begin a promise; `never` right after one says it is none, `idle` only when no time follows.

    `doubts` before a head take it back, `takes_back` anywhere in its clause. `conditions` lead what it hangs on,
    `stops` end its clause, `trims` fall off its beginning.
    """

    heads: re.Pattern
    never: re.Pattern
    idle: re.Pattern
    doubts: re.Pattern
    takes_back: re.Pattern
    conditions: re.Pattern
    stops: re.Pattern
    trims: re.Pattern
    links: re.Pattern


def made(pattern: str) -> re.Pattern:
    return re.compile(pattern, re.IGNORECASE)


NOTHING = made(r"(?!)")
_DOES = r"call|ring|phone|email|e-mail|mail|text|message|send|refund|credit|replace|repair|fix|deliver|ship|post|arrange|order|book|write|get|let|check|chase|update|contact|come|be|forward|follow|have|make|pass|raise|look|see|tell|confirm"
_DOING = r"calling|ringing|sending|refunding|crediting|replacing|repairing|shipping|posting|arranging|ordering|booking|delivering|writing|emailing|checking|chasing|updating|issuing|processing|cancelling|visiting|coming|getting|meeting|forwarding|having"
_PASSIVE = r"call(?:ed)?|ring|phone|contact(?:ed)?|email(?:ed)?|visit|come|be|arrive|reach|land|get|reply|answer|send|deliver|collect|pick|bring|look|let|repair|fix|inspect|process|review|write|follow|take|refund|call|check|confirm|appear|show|go|ring|have|make|install|leave|start|finish|update|credit|replace|issue|ship|receive|drop"
_THEM = r"(?:my|our|a|an|the|one of (?:my|our)|your|another|this|that)(?: (?!(?:and|but|or|then|that|which|who|you|we|i)\b)[\w-]+){1,4}?|somebody|someone|it|that|this|they|everything|dhl|ups|fedex|royal mail|dpd|hermes"
_ADV = r"(?: (?:also|then|now|just|personally|certainly|definitely|gladly|of course|still|both|all|in any case|absolutely|happily|automatically|of course))*"
_LET_ME = r"(?<!you )(?<!please )(?<!to )(?<!will )(?<!can )(?<!not )(?<!n't )(?<!they )(?<!did )(?<!would )let me(?= (?:call|ring|phone|email|text|message|send|write|check|chase|get back|update|contact|come back|follow up|confirm|look)\b)"

# Not what the customer has to do, or has time for: "you'll have to return it by Friday", "you'll get 14 days to pay".
_YOURS = r"(?:get|receive|have)(?! (?:(?:up )?(?:to|until|till)|(?:[\w-]+ ){1,3}(?:minutes|hours|days|weeks|months) (?:to|left))\b)"

EN = Vows(
    heads=made(
        rf"\b(?:(?P<i>i(?:'ll| will| shall|'m going to| am going to|'m gonna)|ill(?= (?:{_DOES})\b)|i (?:hereby )?(?:promise|commit|undertake|intend)(?: you)? to|i(?:'ll| will)? (?:promise|guarantee)(?: you)?(?: that)? (?:i(?:'ll| will))|i(?:'ve| have)\b[^.;,]{{1,60}}? and (?:will|shall)(?= (?:{_DOES})\b))"
        rf"|(?P<we>we(?:'ll| will| shall|'re going to| are going to|'re gonna)|we (?:hereby )?(?:promise|commit|undertake|guarantee)(?: you)? to|(?:you can )?(?:count|rely) on (?:me|us) to|you(?:'ll| will)(?= (?:(?:then|also|now|soon|automatically) )*(?:{_YOURS}|hear|be (?:refunded|contacted|credited|called|reimbursed|notified|sent|emailed|informed|paid))\b)|(?:you can |please )?expect(?= (?:a|an|my|our|the|your) (?:call|email|e-mail|reply|answer|letter|update|message|visit|refund|parcel)\b))"
        rf"|(?P<now>(?:i'm|i am|we're|we are)(?={_ADV} (?:{_DOING})\b)|{_LET_ME})"
        rf"|(?P<they>(?:{_THEM})(?= (?:will|is going to|are going to)\b|'ll\b))(?: will|'ll| is going to| are going to)(?={_ADV} (?:{_PASSIVE})\b))(?![\w'])"
    ),
    never=made(
        r"[ ,]*(?:(?:just|only|also|probably|then) )*(?:not\b|never\b|be (?:\w+ )?(?:happy|glad|able|unable|honest|frank|pleased|delighted|right (?:with|back)|sorry|sure|open|closed|missed|here for)\b|be (?:back|with you) in a (?:moment|minute|second|sec)|be (?:away|off|on (?:\w+ )?(?:holiday|leave|vacation)|out (?:of|from|until|till))\b|be (?:here|there|around|in(?! touch| contact)|available|online|at (?:my|our) desks?)\b[^,;]*? (?:until|till)\b|give (?:you|them) (?:until|till)\b|need\b|have to (?:ask|charge|close|cancel)|require\b|admit|assume|wait\b|hold on|take (?:it|that) as|say\b|bet\b|guess\b|hope\b|see what|try and see|stay on the line|let you (?:go|decide|choose|know if i)|charge\b|give you (?:a|one) (?:minute|moment|second)|(?:have|find|see) (?:that|from|in) )"
    ),
    idle=made(
        r"[ ,]*(?:(?:just|quickly|now|first|have to|need to|go and|go ahead and) )*(?:(?:check|look|have a (?:quick )?look|take a (?:\w+ )?look|see|find out|pull up|bring up|put you on hold|place you on hold|open|transfer you|connect you|ask)\b(?!.*\b(?:and|then)\b)|be right|do (?:that|this|it)(?: for you)?(?: now| right away)?[.!]?$|help|be happy|explain|walk you|guide you|be (?:here|there|around)|arrive|appear|show|have|make sure you)"
    ),
    doubts=made(
        r"\b(?:(?:hope|wish|doubt|wonder|guess|suppose|not sure|unsure|don't know|can't say|don't think|not (?:saying|promising)|can't (?:promise|guarantee)|cannot (?:promise|guarantee)|won't (?:promise|guarantee)|couldn't promise|maybe|perhaps|possibly|ideally|whether|if|unless|until|when|before|once|would have thought|imagine|pretend|suppose)(?: that| if| whether)?|(?:you|he|she|they|it|who|somebody|someone|colleague|manager|agent|team|i|we|email|letter|website|site) (?:had |have |has |'d )?(?:just )?(?:said|told|promised|assured|wrote|claimed|mentioned|thought|heard|says|say|claim|believed|wrongly \w+)(?: (?:you|me|us|them|him|her))?(?: that)?|(?:was|were|been|being) (?:told|promised|assured)(?: that)?|according to \w+|supposedly)(?:[ ,:]+(?:that )?['\"]?)$"
    ),
    takes_back=made(r"\b(?:only joking|just kidding|as promised|as i promised)\b"),
    conditions=made(
        r"(?:^|(?<=[\s,(]))(?:if|once|as soon as|provided(?: that)?|unless|assuming|should you|in case|the moment|when(?= (?:you|we|i|they|it|the|your|our)\b)|after(?= (?:you|we|i|they|it) ))\b"
    ),
    stops=made(r";|\bbut\b|\bbecause\b|\balthough\b|\bhowever\b|\bor else\b|\bso that\b|\bin the meantime\b|\bmeanwhile\b| - |: "),
    trims=made(
        r"^[\s,]*(?:(?:also|then|now|just|personally|certainly|definitely|gladly|of course|still|immediately|automatically|in any case|be sure to|make sure to|make sure (?:that )?(?:i|we)|see to it that (?:i|we)|go ahead and|try to|do (?:my|our) (?:very )?best to|do is|do next is|will|'ll|is going to|are going to|going to|promise to|be (?=(?:calling|sending|refunding|crediting|writing|checking|getting|posting|looking|chasing)\b))\b[\s,]*)+"
    ),
    links=made(
        rf",? (?:and|then|and then|plus)(?: also)?(?: (?:i|we)(?:'ll| will))? (?=(?:{_DOES})\b)"
        r"|,? (?:and|then|and then|plus) (?=the (?:rest|remainder|remaining|balance|others?|second|other (?:half|one|part))\b)"
    ),
)  # fmt: skip

FR = Vows(
    heads=made(
        r"\b(?:(?P<i>(?:je|j') ?(?:(?:vous|te|le|la|les|lui|leur|l'|t'|y|en|m') ?)*(?=\w+rai\b)|je vais(?= (?:vous |te |le |la |les |lui )*\w+(?:er|ir|re)\b)|je m'engage a|je (?:vous )?promets de)"
        r"|(?P<we>nous (?:(?:vous|le|la|les|lui|leur) )*(?=\w+rons\b)|nous allons(?= (?:vous |le |la |les )*\w+(?:er|ir|re)\b)|nous nous engageons a|vous (?=(?:recevrez|aurez|serez)\b)|on (?:vous |te )?(?=\w+ra\b))"
        r"|(?P<now>je (?:vous|te) (?=(?:rappelle|envoie|recontacte|tiens|confirme|transmets|rembourse|appelle|ecris|reponds|fais)\b)|nous (?:vous )?(?=(?:rappelons|envoyons|recontactons|remboursons|expedions|livrons)\b)|on (?:vous|te) (?=(?:rappelle|envoie|recontacte|rembourse|appelle|ecrit|repond|livre|confirme|tient)\b))"
        r"|(?P<they>(?:mon|ma|notre|un|une|le|la|votre|cet|cette) [\w' -]{2,40}?(?= (?:vous )?(?:sera|viendra|passera|arrivera|rappellera|contactera|appellera|enverra)\b)))"
    ),
    never=made(r"[ ,]*(?:ne |n'|pas\b)"), idle=made(r"[ ,]*(?:verifier|regarder|voir|devrai|pourrai|serai (?:ravi|heureu))\w*"),
    doubts=made(r"\b(?:si|quand|vous (?:avez|aviez) (?:dit|promis)(?: que)?|(?:il|elle|on) (?:m'|a |avait )[\w' ]*(?:dit|promis)(?: que)?|j'espere que|peut-etre que?|pas sure? que|je doute que|que faire si) ?$"),
    takes_back=made(r"\b(?:ne|n')\b.{1,40}\b(?:pas|jamais|plus|rien)\b|\bcomme promis\b"),
    conditions=made(r"(?:^|(?<=[\s,(]))(?:si (?=vous|tu|nous|le|la)|s'il|des que|lorsque|une fois|quand|des reception|a condition)\b"),
    stops=made(r";|\bmais\b|\bparce que\b|\bcar\b|\bcependant\b"), trims=made(r"^[\s,]+"), links=NOTHING,
)  # fmt: skip

ES = Vows(
    heads=made(
        r"\b(?:(?P<i>(?:(?:le|la|lo|te|les|os|se|me) )*(?=\w{2,}(?:are|ere|ire|dre|bre)\b)(?!(?:quiere|prefiere|sugiere|requiere|madre|padre|nombre|siempre|libre|sobre|hombre|septiembre|octubre|noviembre|diciembre|entre|compare|cuadre|cobre|abre|donde|adquiere|refiere)\b)|voy a(?= \w+(?:r|rle|rla|rlo|rte|rles)\b)|(?:me comprometo a|prometo)(?= \w+r))"
        r"|(?P<we>(?:(?:le|la|lo|te|les|os|se|nos) )*(?=\w{2,}remos\b)(?!queremos\b)|vamos a(?= \w+(?:r|rle|rla|rlo|rte|rles)\b)|nos comprometemos a|(?:usted )?(?=recibiras?\b|tendra su\b))"
        r"|(?P<now>(?:le|te|les) (?=(?:llamo|envio|aviso|escribo|confirmo|devuelvo|mando)\b)|(?:le|te|les) (?=(?:llamamos|enviamos|avisamos|devolvemos)\b))"
        r"|(?P<they>(?:mi|nuestro|nuestra|un|una|el|la|su) [\w -]{2,40}?(?= (?:(?:le|lo|la|te|se) )?(?:sera|llegara|llamara|enviara|visitara|pasara|contactara)\b)))"
    ),
    never=made(r"[ ,]*no\b"), idle=made(r"[ ,]*(?:verificar|revisar|ver|mirar|comprobar|necesitar|podre|tendre que|estare encantad)\w*"),
    doubts=made(r"\b(?:si|cuando|no|nunca|usted dijo que|dijeron que|me (?:dijo|dijeron|prometieron) que|espero que|quizas|tal vez|no se si|dudo que) ?$"),
    takes_back=made(r"\bno (?:le |la |lo |te |les |se )*\w+re(?:mos)?\b|\bcomo (?:le )?prometi\b"),
    conditions=made(r"(?:^|(?<=[\s,(]))(?:si (?=nos|me|usted|no|envia|el|la|lo|hay)|cuando|en cuanto|tan pronto como|una vez que)\b"),
    stops=made(r";|\bpero\b|\bporque\b|\bsin embargo\b"), trims=made(r"^[\s,]+"), links=NOTHING,
)  # fmt: skip

PT = Vows(
    heads=made(
        r"\b(?:(?P<i>(?:(?:lhe|te|o|a|eu|me) )*(?=\w{2,}(?:arei|erei|irei|orei)\b)|(?:eu )?vou(?= (?:lhe |te )?\w+r(?:-lhe)?\b)|irei(?= \w+r\b)|comprometo-me a|prometo(?= \w+r))"
        r"|(?P<we>(?:(?:lhe|te|nos|o|a) )*(?=\w{2,}remos\b)(?!queremos\b)|vamos(?= (?:lhe |te )?\w+r(?:-lhe)?\b)|iremos(?= \w+r\b)|(?:(?:voce|o senhor|a senhora) )?(?=recebera\b))"
        r"|(?P<now>(?=(?:ligo|envio|aviso|mando|respondo|devolvo)(?:-lhe|-te)\b)|(?:lhe|te) (?=(?:ligo|envio|aviso|mando|respondo)\b))"
        r"|(?P<they>(?:o meu|a minha|o nosso|a nossa|um|uma|o|a|o seu|a sua) [\w -]{2,40}?(?= (?:lhe )?(?:sera|chegara|ligara|enviara|visitara|entrara|passara)\b)))"
    ),
    never=made(r"[ ,]*nao\b"), idle=made(r"[ ,]*(?:verificar|ver|consultar|precisar|poderei|terei (?:que|de))\w*"),
    doubts=made(r"\b(?:se|quando|nao|nunca|disse que|disseram(?:-me)? que|prometeram que|espero que|talvez|nao sei se|duvido que) ?$"),
    takes_back=made(r"\bnao (?:lhe |te |o |a |vou |vamos |iremos )*\w+\b|\bcomo prometido\b"),
    conditions=made(r"(?:^|(?<=[\s,(]))(?:se (?=nos|me|voce|o|a|enviar|quiser|puder)|quando|assim que|logo que|caso)\b"),
    stops=made(r";|\bmas\b|\bporque\b|\bporem\b"), trims=made(r"^[\s,]+"), links=NOTHING,
)  # fmt: skip

_ACTS = r"rufe|schicke|sende|melde|erstatte|kummere|lasse|veranlasse|uberweise|schreibe|gebe|liefere|buche|prufe|storniere|ersetze|bringe|informiere|benachrichtige|halte"
DE = Vows(
    heads=made(
        rf"\b(?:(?P<i>ich werde|werde ich|ich verspreche(?: ihnen)?,?(?: dass ich)?)"
        rf"|(?P<we>wir werden|werden wir|sie (?=(?:erhalten|bekommen|haben)\b)|(?:erhalten|bekommen|haben) sie)"
        rf"|(?P<now>ich (?=(?:{_ACTS})\b)|(?:{_ACTS}) ich|wir (?=(?:{_ACTS})n\b)|(?:{_ACTS})n wir)"
        rf"|(?P<they>(?:mein|meine|unser|unsere|ein|eine|der|die|das|ihr|ihre) [\w -]{{2,40}}? (?=wird\b|kommt\b|ruft\b|meldet\b)))"
    ),
    never=made(r"[ ,]*(?:nicht|nie|nur mal)\b"), idle=made(r"[ ,]*(?:(?:das|es|kurz|mal|gleich) )*(?:prufen|nachsehen|schauen|nachschauen|brauchen|mussen|haben sie|erhalten|bekommen)\b"),
    doubts=made(r"\b(?:wenn|ob|falls|dass|sie sagten,?|(?:man|er|sie) (?:hat|haben) [\w ]*(?:gesagt|versprochen),?(?: dass)?|hoffentlich|vielleicht|ich hoffe,?(?: dass)?) ?$"),
    takes_back=made(r"\b(?:nicht|kein\w*|nie|niemals)\b|\bwie versprochen\b"),
    conditions=made(r"(?:^|(?<=[\s,(]))(?:wenn|falls|sobald|sofern|sollten sie)\b"),
    stops=made(r";|\baber\b|\bdenn\b|\bweil\b|\bjedoch\b"), trims=made(r"^[\s,]+"), links=NOTHING,
)  # fmt: skip

VOWS = {"en": EN, "fr": FR, "es": ES, "pt": PT, "de": DE}
