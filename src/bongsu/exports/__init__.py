"""How a reading is shown and handed on: to people in a terminal or on a page, to machines as JSON lines."""
