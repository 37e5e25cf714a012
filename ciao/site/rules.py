"""How often the public page may be sent in an hour: from one address, and in all."""

PER_ADDRESS = 10
PER_PAGE = 200
