"""Keep the index of articles in step with their words, in the transaction that changes them."""

from whiteglove.service.knowledge.models import Page, Posting, Slip, Translation, Version, Word
from whiteglove.service.knowledge.search.document import Document, document_of
from whiteglove.service.knowledge.words import slips

BATCH = 2_000


def index(*, translation: Translation) -> None:
    """Write the pages of a translation anew: what readers see, the newest words, or one that is both."""
    translation.pages.all().delete()
    shown, newest = translation.published, translation.draft
    if shown is not None and shown.pk == newest.pk:
        put_page(translation, shown, published=True, newest=True)
        return
    put_page(translation, newest, published=False, newest=True)
    if shown is not None:
        put_page(translation, shown, published=True, newest=False)


def show_newest(*, translation: Translation) -> None:
    """The draft is what readers see now: its page is in the index already."""
    translation.pages.filter(newest=False).delete()
    translation.pages.filter(newest=True).update(published=True)


def hide(*, translation: Translation) -> None:
    """Readers find it no more; staff do."""
    translation.pages.filter(newest=False).delete()
    translation.pages.update(published=False)


def put_page(translation: Translation, version: Version, *, published: bool, newest: bool) -> Page:
    document = document_of(version.title, version.summary, version.body, translation.language)
    page = Page.objects.create(
        translation=translation, article_id=translation.article_id, language=translation.language,
        published=published, newest=newest, title=version.title, summary=version.summary, text=document.text,
    )  # fmt: skip
    known = learn(translation.language, document)
    postings = [Posting(word_id=known[word], page=page, weight=weight) for word, weight in document.weights.items()]
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    return page


def learn(language: str, document: Document) -> dict[str, int]:
    """The numbers of a document's words, new ones included."""
    wanted = {word: word.encode() for word in sorted(document.weights)}
    known = numbers(language, wanted)
    new = {word: raw for word, raw in wanted.items() if word not in known}
    if not new:
        return known
    # In one order everywhere, so that two who learn the same words at once don't wait for one another in a circle.
    rows = [Word(language=language, word=raw, stem=document.stems[word].encode()) for word, raw in new.items()]
    Word.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    learnt = numbers(language, new)
    keys = [Slip(key=key, word_id=learnt[word]) for word in new for key in sorted(slips(word))]
    Slip.objects.bulk_create(keys, ignore_conflicts=True, batch_size=BATCH)
    return known | learnt


def numbers(language: str, wanted: dict[str, bytes]) -> dict[str, int]:
    raws, found = list(wanted.values()), {}
    for start in range(0, len(raws), BATCH):
        rows = Word.objects.filter(language=language, word__in=raws[start : start + BATCH])
        found |= {bytes(raw).decode(): pk for raw, pk in rows.values_list("word", "pk")}
    return found
