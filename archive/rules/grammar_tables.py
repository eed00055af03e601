"""The form of a grammar table (``grammar_<code>.toml``): its keys, and what each of them means."""

from __future__ import annotations

from archive.rules import Row


class Gendered(Row):
    """Words by the gender that they tell."""

    male: list[str]
    female: list[str]
    any: tuple[str, ...] = ()


class GrammarArticles(Row):
    """Articles and their like by what they tell of the noun behind them."""

    male: list[str]
    female: list[str]
    plural: list[str]


class GrammarNouns(Row):
    """Nouns for organisations, documents, and words of speech that somebody owns ("ihre Antwort")."""

    organisations: list[str]
    documents: list[str]
    speech: list[str]


class GrammarChannels(Row):
    """How words travel: ``carriers`` and ``platforms`` (medium), ``occasions``, behind one of the words ``on``."""

    carriers: list[str]
    occasions: list[str]
    platforms: list[str]
    on: list[str]


class GrammarPronouns(Row):
    """Pronouns that may be a subject; ``thing`` names nobody, ``own`` the writer."""

    male: list[str]
    female: list[str]
    plural: list[str]
    thing: list[str]
    own: list[str]


class Inflection(Row):
    """How verbs are inflected: ``{}`` is the lemma without ``cut``."""

    name: str
    cut: str
    why: str
    finite: list[str]
    participle: list[str]


class GrammarVerbs(Row):
    """Verbs of speech: ``lemmas`` inflected ``by`` a pattern, or ``forms`` as they stand with their ``infinitives``."""

    by: str = ""
    lemmas: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()


class GrammarTable(Row):
    """The whole of one ``grammar_<code>.toml``; all words in small letters.

    How sentences are built: ``verb_second`` (the verb stands second, so that its subject may follow it),
    ``drops_subject`` (a verb may stand without one; ``past_endings`` tell one that no table holds), ``capital_nouns``,
    ``incises`` (a clause of attribution may stand between the marks).

    Determiners: ``definite``, ``indefinite``, ``numbers``, ``owners`` (possessives, by the owner's gender), ``oblique``
    (such as never open a subject). Inside a noun phrase: ``before_noun`` with ``before_endings`` and
    ``adjective_endings`` (adjectives before and behind the noun), ``joins`` (prepositions that hang a noun on another),
    ``particles`` (inside names), ``capitals`` (words that begin with a capital and are no names), ``years`` ("35 Jahre
    alte"), ``case_endings`` (of adjectives that stand before no name). Endings of nouns: ``person_endings``, of which
    ``female_endings`` tell women, ``neutral_endings`` nothing, the others men; ``maker_endings`` tell a person only
    before a name; ``noun_endings`` that a capital is no name's, and the noun feminine; ``document_endings``.
    ``nameless``: nouns for people whom a text never names ("source"); ``leaders``: nouns by which papers tell again
    whom they have just named ("the head of the union").

    Around a verb: ``clitics``, ``auxiliaries``, ``passive`` (also ``passive_behind`` a participle), ``adverbs`` and
    ``adverb_endings``; ``being``: auxiliaries that make a participle passive, but for ``reflexives`` before them;
    ``agents``: prepositions before whoever does what a passive verb tells ("qualifié de “…” par Jane Doe");
    ``needs``: verbs that speak only with one of these words further on; ``denying``: verbs that turn others' words
    down, told by the nouns ``reproaches`` ("Den Vorwurf, er habe “…”, wies er zurück"); ``gerunds``: how participles
    end that share the subject of their sentence, as an infinitive behind one of ``sharing`` does ("al asegurar");
    ``infinitive_endings``: of a verb between a finite one and its subject ("veut croire Jane Doe"). ``elided`` words
    end in an apostrophe, ``hosts`` are pronouns hung on a verb by a hyphen. ``calling``: prepositions behind a verb
    that calls something by the words ("que califica de “…”"). ``narrating``: words before an infinitive that tells
    who spoke ("et d’ajouter"). ``reported``: finite verbs in the mood of reported speech ("sei"), ``mood_endings``
    how all others end in it ("plane") but for the words ``moodless``. ``which``: how a clause begins that tells who
    said the words before it ("la “renuncia” que le achaca Jane Doe"). ``latter``: pronouns that take up whom the
    sentence before named last ("ce dernier").

    Frames without a verb before the words: ``according`` (before the speaker; ``according_at_head`` are words among
    them that mean it only at the head of a sentence, where the verb stands second before one of ``judging``: "Für
    Jane Doe ist das “…”"), ``according_behind``, ``short_said`` ("so Jane Doe"), ``in_own_view`` ("à ses yeux"),
    ``so_clauses`` ("wie … sagte"), ``impersonal`` ("heißt es in …"), ``reported_in`` (prepositions before whomever an
    impersonal verb stands for), ``echoes`` (how a sentence begins that points back at the words: "Así lo resumió …").
    """

    verb_second: bool
    drops_subject: bool
    capital_nouns: bool
    incises: bool
    markers: list[str]
    definite: list[str]
    indefinite: list[str]
    oblique: list[str]
    numbers: list[str]
    elided: list[str]
    hosts: list[str]
    joins: list[str]
    prepositions: list[str]
    clitics: list[str]
    auxiliaries: list[str]
    passive: list[str]
    passive_behind: list[str]
    relatives: list[str]
    conjunctions: list[str]
    breaks: list[str]
    subordinators: list[str]
    adverbs: list[str]
    capitals: list[str]
    according: list[str]
    according_behind: list[str]
    short_said: list[str]
    in_own_view: list[str]
    according_at_head: list[str]
    so_clauses: list[str]
    impersonal: list[str]
    reported: list[str]
    reported_in: list[str]
    gerunds: list[str]
    adverb_endings: list[str]
    years: list[str]
    nameless: list[str]
    leaders: list[str]
    echoes: list[str]
    narrating: list[str]
    calling: list[str]
    before_noun: list[str]
    before_endings: list[str]
    adjective_endings: list[str]
    particles: list[str]
    plural_endings: list[str]
    past_endings: list[str]
    person_endings: list[str]
    female_endings: list[str]
    neutral_endings: list[str]
    case_endings: list[str]
    maker_endings: list[str]
    noun_endings: list[str]
    document_endings: list[str]
    articles: GrammarArticles
    given: Gendered
    pronouns: GrammarPronouns
    owners: Gendered
    titles: Gendered
    roles: Gendered
    nouns: GrammarNouns
    channels: GrammarChannels
    inflections: list[Inflection]
    verbs: list[GrammarVerbs]
    needs: dict[str, list[str]]
    being: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    reproaches: tuple[str, ...] = ()
    sharing: tuple[str, ...] = ()
    infinitive_endings: tuple[str, ...] = ()
    mood_endings: tuple[str, ...] = ()
    moodless: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    judging: tuple[str, ...] = ()
