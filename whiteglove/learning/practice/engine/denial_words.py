"""With which words something is denied, by language, and with which it only seems so. Patterns over `plain` text."""

import re

DENIES = {
    "en": r"\b(?:not|never|cannot|no longer|no more)\b|n't\b"
          r"|\b(?:is|are|was|were|do|does|did|have|has|had|would|could|should|wo|ca)nt\b"
          r"|\bthere(?:'s| is| are| was| were| will be) no\b|\b(?:has|have|had|get|got) no\b",
    "de": r"\b(?:nicht|nie|niemals|kein\w*|nirgends|keineswegs)\b",
    "fr": r"\b(?:ne|pas|jamais|aucun\w*|nullement)\b|\bn'",
    "es": r"(?<![,.;:] )(?<!^)\b(?:no|nunca|tampoco|jamas)\b(?!,)|^no (?!,)",
    "pt": r"\b(?:nao|nunca|jamais|tampouco)\b(?!,)",
}  # fmt: skip
# What denies too, but stands in many a sentence that tells something; it counts beside another denial.
LESSENS = {
    "en": r"\b(?:nothing|nobody|no|none|neither|without)\b",
    "de": r"\b(?:nichts|niemand|ohne)\b",
    "fr": r"\b(?:rien|personne|sans)\b",
    "es": r"\b(?:nada|nadie|sin)\b",
    "pt": r"\b(?:nada|ninguem|sem)\b",
}
# What one doesn't do where that is good: “I won't let go”.
SPARED = "let|forget|rest|stop|give up|leave you|keep you|bother|hurt"
# A manner of speaking, with the denial in it.
HARMLESS = {
    "en": r"\bnot (?:only|just|to worry|to mention|at all|a problem|a bit of trouble)\b"
          r"|\b(?:don't|do not) (?:worry|hesitate|mind|be afraid)\b|\b(?:can't|cannot) wait\b|\bwhy (?:don't|not)\b"
          r"|\b(?:if|whether or|or) not\b|\b(?:if|unless|in case|should) (?:\w+ ){1,3}?(?:\w+n't|not|never)\b"
          r"|\b(?:won't|will not|isn't|is not|not) (?:\w+ ){0,4}?"
          r"(?=(?:before|until|till|later than|more than|longer than)\b)"
          r"|\b(?:doesn't|does not|didn't) matter\b|\bnot (?:your|you|yours|his|her) (?:\w+ )?(?:fault|mistake)\b"
          rf"|\b(?:\w+n't|not|never|cannot) (?:{SPARED})\b|\bnobody else's\b"
          r"|\b(?:never|hasn't|has not|haven't|have not|didn't|did not) (?:even |yet )?(?:left|leave)\b",
    "de": r"\bnicht (?:nur|zuletzt|schlimm|vor|bis)\b|\bwenn (?:\w+ ){0,3}nicht\b"
          r"|\bkeine? (?:problem|sorge|ursache|frage)\b",
    "fr": r"\b(?:ne |n')?(?:\w+ )?pas (?:seulement|de probleme|de souci|de quoi)\b|\bn'hesitez pas\b"
          r"|\bsi (?:\w+ ){1,3}?(?:ne |n')?(?:\w+ )?pas\b|\bne vous inquietez pas\b",
    "es": r"\bno (?:solo|solamente|hay problema|se preocupe|dude|hay de que)\b|\bsi no\b",
    "pt": r"\bnao (?:so|apenas|ha problema|se preocupe|hesite)\b|\bse nao\b",
}  # fmt: skip
# After such a beginning all of a sentence is denied, up to but.
FALSE = {
    "en": r"(?:\bnot|n't|\bnever) (?:\w+ )?(?:true|the case|right|correct|so) (?:that|if)\b"
          r"|\b(?:false|untrue|wrong|a lie|a mistake|nonsense|impossible|unlikely) that\b"
          r"|(?:\bnot|n't|\bnever) (?:\w+ )?(?:think|believe|suppose|say|claim|mean|expect)\b|\b(?:doubt|deny)\b",
    "de": r"\b(?:stimmt|wahr|richtig|glaube|denke|meine) (?:\w+ )?nicht\b|\bnicht (?:wahr|richtig),? dass\b"
          r"|\b(?:bezweifle|falsch, dass)\b",
    "fr": r"\bpas (?:vrai|exact|le cas)\b|\bne (?:crois|pense) pas\b|\bdoute\b|\bfaux que\b",
    "es": r"\bno (?:es (?:verdad|cierto|asi)|creo|pienso)\b|\bdudo\b|\bfalso que\b",
    "pt": r"\bnao (?:e verdade|e certo|creio|acho|penso)\b|\bduvido\b|\bfalso que\b",
}  # fmt: skip
# Where a part of a sentence ends, for all languages at once. “And” goes on with the same verb but before such words.
ENDS = re.compile(
    r"[,;:.!?()“”\"]+(?=\s|$)|\s[-–—/]\s|…"
    r"|\band(?= (?:i|we|you|he|she|it|they|the|your|my|our|this|that|there|every\w*|all|then|so|please|nothing|nobody"
    r"|are|will|can|of|from|in|for|[a-z]+s)\b)"
    r"|\b(?:but|so|because|since|while|until|when|once|if|before|after|however|though|although|instead|then|yet"
    r"|und|aber|sondern|weil|wenn|denn|damit|sobald|et|mais|car|donc|quand|lorsque|pero|sino|porque|cuando|mas|quando"
    r"|pois)\b"
)
BREAKS = re.compile(r"[;:]|\b(?:but|aber|mais|pero|mas)\b")
# “It isn't a payment, it's a reservation”, “not this but that”: what follows says what it is instead.
IS_NOT = re.compile(r"(?:\b(?:is|are|was|were)(?: not|n't)|(?:'s|'re) not|\bnicht|\bpas|\bno|\bnao)$")
INSTEAD = re.compile(
    r"\W*(?:it|that|this|they|those|there)(?:'s| is|'re| are| was| were)\b(?! not\b)"
    r"|\W*(?:es|das|c'est|ce sont|es|son)\b"
)
BUT = re.compile(r"\W*(?:but|sondern|mais|sino|mas) (?!(?:i|we|you|they|it|that|he|she|je|nous|yo|eu|ich|wir)\b)")
# “The meter wasn't read, so it's an estimate”: how it came about, not what is told.
WAS_NOT = re.compile(r"(?:\b(?:was|were|did|had|could)(?: not|n't))$")
BACKGROUND = re.compile(r"\b(?:because|since|although|though|weil|obwohl|parce que|puisque|porque|aunque|embora)\W*$")
SO = re.compile(r"\W*(?:so|therefore|that's why|which is why|hence)\b|:")
# “That didn't go through”, “and not yours”: it denies nothing before.
RELATIVE = re.compile(r"\b(?:that|which|who|qui|que|der|die|das) (?:\w+ )?\w*\W?$|\b(?:and|et|und|y|e) $")
REASSURES = re.compile(
    r"\byou (?:don't|do not|won't|will not|needn't|need not|shouldn't|haven't|couldn't|didn't)\b"
)  # fmt: skip
