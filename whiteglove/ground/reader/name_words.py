"""Words that tell names from other words: what is never one, what may be one, and what stands beside one."""
# ruff: noqa: E501, SIM905  (tables of words)

from __future__ import annotations

import re

# Ordinary words that are also names: masked only where the shape is certain.
WORDS_TOO = frozenset(
    "hope joy will may nice reading faith grace rose mark bill jack pat sue rob drew art dawn eve gene jean june april august"
    " summer autumn ivy lily daisy iris ruby amber crystal pearl jade violet holly heather hazel olive ginger sage angel star"
    " chance hunter mason carter cook baker miller smith taylor king young long short black white brown green gray grey day"
    " price rich frank ernest max guy dean earl duke prince sky rain storm river brook forest bath cork bright split orange"
    " ty mobile sandy sunny misty merry charity mercy patience prudence constance"
    " victor stone wood woods banks brooks bush field fields ford hall hill lane park parks ray reed rice rich shaw sharp".split()
)
# Alone or before a comma these say something; the rest of WORDS_TOO hardly do.
SAYS = frozenset(
    "ace eta ty nice bright rich grand brown green gray grey white black short long sharp young orange split misty merry mercy may".split()
)
STAYS = frozenset(
    "maybe perhaps i i'm i've i'll i'd you you're you've you'll you'd your we we're we've they he she it this that monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december mon tue wed thu fri sat sun christmas easter english french german spanish"
    " portuguese arabic internet wifi wi-fi google apple android windows iphone ok okay sms pdf pin iban vat name place email"
    " url please thank thanks hi hello hey dear sorry customer team sir madam mr mrs ms dr god jesus christ lord"
    " madame monsieur mesdames messieurs mademoiselle senor senora senores senhor senhora senhores herr frau damen herren".split()
)
# What sentences begin with, beyond what the vocabulary of a pack knows.
BEGINS = frozenset(
    "aah absolutely according accordingly ach admittedly afterwards agreed ah aha alas almost alternatively amazing among anybody anyone"
    " anything anyway anywhere apologies apparently argh aside assuming aw aww awesome awful aye beautiful besides beyond blimey boo bravo"
    " brilliant brill bummer bye cancelled chin correct crap crikey damn darn dated delighted despite disgraceful disgusting duh during eek"
    " eh either elsewhere er erm eventually everybody everyone everything everywhere evidently exactly excellent except exciting fab fabulous"
    " fantastic fewer fingers following former fortunately furthermore fyi gee generally given glad god golly goodness gosh gotcha gotta"
    " grr gutted hardly hence hiya hm hmm hmmm honestly hooray hopefully horrible howdy however huh hurray hurrah idk imagine immediately"
    " impossible impressive incidentally incredible indeed initially instead interesting into ironically jeez kinda kindly kudos largely"
    " lately latter lemme likewise literally lol lots lovely luckily magic marvellous mate meanwhile merely mhm mm mmm moreover mostly much"
    " nah naturally nearly neither nevertheless nobody nonetheless none nope normally noted nothing notwithstanding nowadays nowhere obviously"
    " occasionally oddly off oh omg oof ooh oops originally otherwise ouch ours outrageous outside overall overnight pardon particularly"
    " pathetic per perhaps personally phew please plus poor possibly presumably previously primarily probably promptly pursuant quite rather"
    " really recently regarding regards regrettably relax reportedly respectfully rest ridiculous ring roger rude sadly same scroll seeing"
    " seemingly seriously several shall shame shocking similarly simply since sincerely smh somebody somehow someone something sometimes"
    " somewhat somewhere speaking spot strangely strictly stunning stupid such suddenly super superb supposedly surely surprisingly ta tbh"
    " technically temporarily terrible terrific thankfully theirs thereafter therefore thereby these thirdly those thrilled though through"
    " throughout thus tick till together tomorrow tons tonight totally touch touching towards truly tsk twice typically ugh uh ultimately um"
    " unacceptable unbelievable under underneath understandable understandably understandable understood undoubtedly unfortunately unless"
    " unlike unlikely unreal until untick unusually upon upsetting urgent usually utter utterly various verbal via virtually voila warm"
    " weird whatever whatsoever whenever whereas wherever whether whichever whoa whoever whom wicked within without woah wonderful woohoo wow"
    " wtf yay yeah yep yikes yup yuck zero twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
)
# Names that end as ordinary words do: the ending says nothing of them.
NAMES_ENDING_SO = frozenset(
    "ahmed mohammed muhammed mohamed muhammad hamed saeed saied sayed syed khaled waleed rashed naveed waheed javed majed zayed obed fred"
    " alfred wilfred manfred winfred mildred jared ned ted jed reed emily emely kelly molly polly sally wally ally billy willy milly nelly"
    " elly dolly carly charly shelly beverly kimberly everly lesly anders sanders myers rogers davies menzies hendricks hanks roberts watts"
    " sterling ming jing ping ting xing ling ernest clement".split()
)
MONTHS = frozenset("april may june august".split())

# Verbs after which somebody did something: "Will said", "Hope is looking into it".
_DOES = (
    "said says say told tells called calls rang rings wrote writes promised promises helped helps asked asks answered answers replied"
    " explained refused gave gives took takes sent sends got gets forgot forgets hung keeps kept knows knew thinks thought wants wanted"
    " made makes came went left arrived cancelled canceled booked ordered paid pays lied shouted laughed ignored insisted offered"
    " assured advised confirmed informed mentioned suggested checked fixed sorted transferred transfers handled handles works worked"
    " looked looks tried tries needs needed has had hasn't hadn't is isn't was wasn't will did didn't does doesn't can can't could"
    " couldn't would wouldn't should shouldn't might won't never always just already also then still passed died lives lived loves loved"
    " owes owed stole steals deserves deserved sorted cares cared apologised apologized messed ruined saved dealt stayed keeps"
    " hates hated likes liked spoke speaks talked returned received signed joined put kindly really who and"
)
DOES = frozenset(_DOES.split())
# Verbs in the past that only people do: a name needs nothing else beside it.
ACTS = frozenset(
    "said says told tells promised hung forgot rang wrote explained refused insisted assured lied shouted laughed mentioned suggested"
    " advised informed kindly replied ignored called rang helped spoke apologised apologized".split()
)
# What things do as well: "prod is down", "wifi keeps failing". A word nobody taught us is no name for that.
THINGS_DO = frozenset(
    "is isn't was wasn't has had hasn't hadn't will won't would wouldn't can can't could couldn't does doesn't did didn't should"
    " shouldn't might works worked needs needed keeps kept came went left arrived made makes never always just already also then"
    " still died lived loves".split()
)
SPEAKS = frozenset(
    "spoke speak spoken speaking talk talked talking chat chatted chatting write wrote written email emailed listen listened gave"
    " belongs transferred married engaged".split()
)
BY = frozenset(
    "told promised said confirmed assured informed advised helped served sent given handled placed made called signed written taken"
    " booked ordered contacted dealt answered approved cancelled treated assisted ignored".split()
)
MET = frozenset(
    "trust trusted trusts blame blamed messaged rang remove bother bothering doctor ask asking called named calling"
    " colleague colleagues agent adviser advisor representative rep operator technician engineer named called tell told ask asked thank"
    " thanked met contacted emailed saw doctor nurse teacher professor neighbour neighbor friend driver".split()
)
MINE = frozenset("my our your their his her them the".split())
KIN = frozenset(
    "child spouse parent sibling partner friend colleague boss neighbour neighbor relative grandparent grandchild kid baby cousin"
    " toddler twin carer flatmate housemate roommate coworker manager assistant dog cat".split()
)
GREETS = frozenset(
    "hi hello hey hiya dear morning afternoon evening thanks thank you sorry welcome back bye goodbye cheers regards wishes sincerely"
    " waiting much".split()
)
# Before somebody's name at the end, where the name is a word too.
CALLS = frozenset(
    "problem worries holding waiting safely ok okay alright yes sure faithfully truly best greetings oh yours care understand again".split()
)
ENDS = frozenset(["", ".", ",", "!", "?", ":", ";", ")", "-"])
FROM = frozenset("from here calling speaking again your at with and i in".split())
# Before a town: "I live in", "the train from", "shipping to".
TRAVELS = frozenset(
    "live lives living lived based born stuck stay staying stayed moved move moving flight flights train trains bus ferry ship shipping"
    " shipped fly flying flew travel travelling traveling travelled deliver delivery delivers drive driving drove trip"
    " fly flown ticket tickets destination outage outages issue coach hotels visit arrives arrive located store stores"
    " shop office branch hotel flat arrived arriving landed weather bag".split()
)
PLACING = frozenset("to in from at near via".split())
ARTICLES = frozenset("the a an this that my your our their his her its no any some each every which what per".split())
OF_THINGS = frozenset("the a an my your our their every each".split())  # a word behind it that nobody knows is a thing
PARTICLES = frozenset(
    "de la las los del della da dos das di du van der den von zu ter ten bin ibn bint abu al el le san y e".split()
)
# Names seldom, and things that much is said about.
THINGS = frozenset(
    "price page journey pool gold silver cash bath reading hook dash promise dream song cook trip day field fields wood stone bell"
    " delta peace pride wisdom reign prosperity goodness kick will may can tone parks park pool sale split mobile nice day worms bean"
    " white black brown green gray grey red wood woods rice jersey turkey orange min dot"
    " fizz page lot lots booth bond lock sun snow rain storm winter  autumn spring jet shadow gauge song".split()
) - frozenset(["will", "may"])
MODALS = frozenset("will may can might".split())
AFTER_MODAL = frozenset("never always just already also then still kindly put really come let".split())
TOLD = frozenset(
    "tell told ask asked thank thanked inform informed let contact contacted meet met remind reminded".split()
)
OF_IT = frozenset("that to for about if when whether why what not who he she they know again".split())
HOURS = frozenset("morning afternoon evening night day".split())
HELLO = frozenset("hi hello hey hiya dear".split())
ASKS = frozenset(
    "how i i'm i've i'd my this what can could where when why thanks thank just it's it sorry please do did is are we we're"
    " there there's hope hoping good any".split()
)
CLAUSES = frozenset(
    "that because think thought like see sorry since when if as and but then hear heard believe know says said until before"
    " after while whether why where apparently maybe perhaps luckily today yesterday so now".split()
)
# Before somebody of whom, to whom or with whom something is: "transfer me to", "fed up with".
ABOUT_SOMEBODY = frozenset(
    tuple(one.split("_"))
    for one in "me_to through_to over_to on_to this_to deal_with dealing_with dealt_with live_with living_with appointment_with"
    " up_with angry_with happy_with unhappy_with pleased_with annoyed_with furious_with check_with checking_with work_with"
    " works_with angry_at mad_at disappointed_in disappointed_with complain_about complaint_about complaining_about"
    " behalf_of because_of instead_of calling_for ringing_for email_from letter_from call_from message_from heard_from hear_from"
    " birthday_for parcel_for is_for it's_for meeting_with seat_with thanks_to according_to introduced_to assigned_to".split()
)
# Adjectives that are names too: "i'm frank", "is this rich".
HOW_ONE_IS = frozenset(
    "rich frank happy young short long bright earnest grand sunny merry moody savage wise strange loyal lucky innocent noble sincere"
    " thankful unique royal hardy fuller sandy rusty dusty misty rocky hung game good best normal sharp swift keen gay blessed"
    " wild pleasant precious black white brown green gray grey pink lost may will can home here west north".split()
)
ASKS_OF = frozenset("is was are did does do can could will would has isn't didn't won't".split())
ASKING = frozenset(["", "where", "why", "what", "when", "who", "how", "if", "and", "but", "so", "then"])
WHAT_ONE_DOES = frozenset(
    "there still your say tell call ring promise help working available around know answer reply write forget the a my our ever"
    " really even leave send refuse lie also".split()
)
# Names that are said as words all day, so that it takes more to tell them even where somebody is called so.
SAID_ALL_DAY = frozenset(
    "will may hope mark bill chase hunt cook price grant judge park parks stone love cash bank banks"
    " can day field fields page power powers best good do so to an my ha ho chance chip gift happy king min drew dawn"
    " ring wells major north west star sun sunny summer summers winter autumn spring".split()
)
# "As rose", "like a rose": no name.
LIKENING = frozenset("like as prices price costs very so too more most is are was be".split())
# After somebody's own name.
SPEAKING = re.compile(r" (?:speaking|here|at your service|again|calling)\b(?! (?:to|with)\b)")
