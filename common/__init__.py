"""What `etl` and `ui` both need and neither owns; nothing here knows either of them."""
