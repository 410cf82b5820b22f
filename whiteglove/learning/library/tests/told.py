"""Words that somebody could have written after reading, and after a bad morning."""

NOTE = """
I had expected a book about being friendly, and it is about being light. The part that stayed with me is the one on
second calls: the authors listened to recordings and found that people rarely minded the first problem, they minded
having to come back with it. On Monday I looked at my own tickets of the last month and counted eleven customers who
had written twice about one matter. In seven of them the second question could have been seen in the first letter, for
instance whoever asks how to return a lamp will soon ask when the money comes. Since then I end my answers with the
next thing that usually happens, in one plain sentence. What I do not share is their coldness towards surprise: a
small extra, given without being asked, has its place once the matter itself is settled well.
"""
OTHER = """
Two evenings were enough to finish it, and afterwards I argued with my husband about restaurants until midnight. The
chapter where a manager carries somebody's forgotten phone across half the city made me laugh, because last winter our
courier did much the same with a pair of glasses and nobody ever thanked him. So I went and did that. My own lesson
concerns apologies. I tend to explain before I say sorry, and by the time the explanation ends the guest has stopped
hearing me. Turning the order around feels naked at first, yet the calls became shorter at once. I also copied the
list of things a newcomer may decide alone and hung it beside the kettle. Ada added three lines underneath. We will
see in spring whether fewer questions reach her desk.
"""
ENTRY = {
    "title": "A coach party at closing time",
    "place": "Front desk",
    "hours": "2.5",
    "link": "",
    "happened": (
        "A coach with forty tired travellers stood before the door ten minutes after we had closed, because "
        "our page showed the summer hours still."
    ),
    "did": (
        "I let them in, asked who had the furthest way to go, and sorted their exchanges by train times while "
        "a colleague made tea for the others."
    ),
    "learnt": (
        "Opening hours are a promise. Whoever changes them must change the page, the answering machine and "
        "the sheet on the door on the same day."
    ),
}
