"""What search engines read of an article: JSON-LD, safe inside a page. Pure."""

import json
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# As Django's json_script does: nothing in it can end the element or begin another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def article(
    *, url: str, title: str, summary: str, text: str, language: str, first: datetime, last: datetime, by: str,
    trail: list[tuple[str, str]],
) -> SafeString:  # fmt: skip
    """An Article in its trail of pages; a question with its answer too where the title asks one."""
    about = {
        "@type": "Article", "@id": url, "headline": title[:110], "description": summary, "inLanguage": language,
        "datePublished": first.isoformat(), "dateModified": last.isoformat(), "mainEntityOfPage": url,
        "author": {"@type": "Organization", "name": by}, "publisher": {"@type": "Organization", "name": by},
    }  # fmt: skip
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": item}
        for place, (name, item) in enumerate(trail, 1)
    ]
    graph: list[dict[str, Any]] = [about, {"@type": "BreadcrumbList", "itemListElement": steps}]
    if title.rstrip().endswith(("?", "؟", "？")):
        answer = {"@type": "Answer", "text": text[:5000]}
        question = {"@type": "Question", "name": title, "acceptedAnswer": answer}
        graph.append({"@type": "FAQPage", "mainEntity": [question]})
    return written({"@context": "https://schema.org", "@graph": graph})


def written(data: dict) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))
