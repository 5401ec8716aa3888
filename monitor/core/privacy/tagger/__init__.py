"""A small learnt tagger: which words of a text are a private person's name, home, birth date or number."""
