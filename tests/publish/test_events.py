from kursk_map.publish.events import LANGUAGES, load_events
from kursk_map.reading.documents import load_documents
from kursk_map.settings import CAMPAIGN_END, CAMPAIGN_START, SEEDS


def test_every_event_rests_on_a_document_that_was_published_by_then_or_soon_after():
    documents = {document.document_id: document for document in load_documents(SEEDS)}
    for event in load_events():
        assert CAMPAIGN_START <= event.on <= CAMPAIGN_END
        assert set(event.texts) == set(LANGUAGES)
        published = documents[event.document_id].published
        assert 0 <= (published - event.on).days <= 7, event


def test_events_are_in_the_order_of_their_days():
    days = [event.on for event in load_events()]
    assert days == sorted(days)
