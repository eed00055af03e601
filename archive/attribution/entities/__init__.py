"""From the words that name a speaker to the one they name: the entity step, apart from the mention step.

The names of a text are put together first (`clusters`, `namesakes`, `acronyms`), with who holds which office
(`holders`, `offices`), all kept by `people`. Then, sentence by sentence, `context` resolves what is no name: pronouns
(`pronouns`), descriptions (`epithets`, `leads`), documents (`documents`), groups (`pairs`, `counted`), organisations.
"""
