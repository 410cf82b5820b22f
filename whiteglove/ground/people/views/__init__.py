"""The doors of this room; `urls.py` alone opens them."""
