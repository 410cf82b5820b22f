"""What all pages of the community share."""


def test_the_rail_says_where_one_is_on_the_pages_of_all_its_rooms(mo, signed_in):
    page = signed_in(mo)
    for here in ("/community/", "/library/", "/certificates/", "/journeys/", "/capabilities/"):
        assert 'aria-label="Community" aria-current="page"' in page.get(here).content.decode(), here
