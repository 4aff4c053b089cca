"""Requirements in the front matter, where most words that look like a verbal form are none."""

from __future__ import annotations

from stdml.text import modals
from stdml.text.modals import Modal
from stdml.text.patterns import lazy

# Introductions are full of 有效应对, 实施应用, 应付 and 应急; requirements hardly ever begin like this.
_words = lazy(r"应(?=[用对付急])|必须(?=看到|指出|承认|说明|强调|认识)|严禁(?=烟火)|不得不")


def forms_of(text: str, language: str) -> list[Modal]:
    """Return the verbal forms in a sentence of the foreword or the introduction.

    >>> [form.form for form in forms_of("各地有效应对了灾害。企业应建立制度。", "zh")]
    ['应']
    """
    words = {found.end() for found in _words.finditer(text)}
    return [form for form in modals.find(text, language) if form.end not in words]
