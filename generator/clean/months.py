"""The months in the large languages: a library's exports are in the library's own."""

import re
from collections import defaultdict
from functools import lru_cache

from rapidfuzz import fuzz

from generator.clean.text import fold

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Each name as it stands in a date, in the case that takes; those that begin alike are listed once: `April`.
_NAMES = (
    (
        "january januar jänner janvier enero gennaio janeiro januari gener styczeń stycznia январь января січень січня "
        "leden ledna tammikuuta ocak ianuarie január ιανουαρίου ιανουάριος يناير ינואר בינואר"
    ),
    (
        "february februar feber février febrero febbraio fevereiro februari febrer luty lutego февраль февраля лютий "
        "лютого únor února helmikuuta şubat februarie február φεβρουαρίου φεβρουάριος فبراير פברואר בפברואר"
    ),
    (
        "march märz mars marzo março maart marts març marzec marca март марта березень березня březen března "
        "maaliskuuta mart martie március maret mrt μαρτίου μάρτιος مارس מרץ במרץ"
    ),
    (
        "april avril abril aprile kwiecień kwietnia апрель апреля квітень квітня duben dubna huhtikuuta nisan aprilie "
        "április απριλίου απρίλιος أبريل אפריל באפריל"
    ),
    (
        "may mai mayo maggio maio mei maj maig maja май мая травень травня květen května toukokuuta mayıs május "
        "μαΐου μάιος مايو מאי במאי"
    ),
    (
        "june juni juin junio giugno junho juny czerwiec czerwca июнь июня червень червня červen června kesäkuuta "
        "haziran iunie június ιουνίου ιούνιος يونيو יוני ביוני"
    ),
    (
        "july juli juillet julio luglio julho juliol lipiec lipca июль июля липень липня červenec července heinäkuuta "
        "temmuz iulie július ιουλίου ιούλιος يوليو יולי ביולי"
    ),
    (
        "august août agosto augustus augusti agost sierpień sierpnia август августа серпень серпня srpen srpna "
        "elokuuta ağustos augusztus agustus αυγούστου αύγουστος أغسطس אוגוסט באוגוסט"
    ),
    (
        "september septembre septiembre setiembre settembre setembro setembre wrzesień września сентябрь сентября "
        "вересень вересня září syyskuuta eylül septembrie szeptember σεπτεμβρίου σεπτέμβριος سبتمبر ספטמבר בספטמבר"
    ),
    (
        "october oktober octobre octubre ottobre outubro październik października октябрь октября жовтень жовтня říjen "
        "října lokakuuta ekim octombrie október οκτωβρίου οκτώβριος أكتوبر אוקטובר באוקטובר"
    ),
    (
        "november novembre noviembre novembro listopad listopada ноябрь ноября листопад листопада marraskuuta kasım "
        "noiembrie νοεμβρίου νοέμβριος نوفمبر נובמבר בנובמבר"
    ),
    (
        "december dezember décembre diciembre dicembre dezembro desember desembre grudzień grudnia декабрь декабря "
        "грудень грудня prosinec prosince joulukuuta aralık decembrie δεκεμβρίου δεκέμβριος ديسمبر דצמבר בדצמבר"
    ),
)
_ENGLISH = tuple(names.split()[0] for names in _NAMES)
_WORD = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일號号])?)?")


def _known() -> dict[str, str]:
    """Folded word → month, of all names, and of those beginnings of names that begin those of one month alone."""
    whole: dict[str, str] = {}
    begun: dict[str, set[str]] = defaultdict(set)
    for month, names in zip(MONTHS, _NAMES, strict=True):
        for name in map(fold, names.split()):
            whole[name] = month
            for length in range(3, len(name)):
                begun[name[:length]].add(month)
    alone = {word: months.pop() for word, months in begun.items() if len(months) == 1}
    return alone | whole | {month: month for month in MONTHS}


_KNOWN = _known()


@lru_cache(maxsize=4096)
def month_of(word: str) -> str | None:
    """The month that a word names, in full, cut, or with a slip of the hand: `März`, `stycznia`, `févr`, `Febuary`."""
    plain = fold(word)
    if plain in _KNOWN or len(plain) < 5:
        return _KNOWN.get(plain)
    near = (month for month, name in zip(MONTHS, _ENGLISH, strict=True) if fuzz.ratio(plain, name) >= 85)
    return next(near, None)


def in_english(text: str) -> str:
    """A text with the months in it as English abbreviates them: `3. Mai` → `3. may`, `2019年3月` → `2019-3`."""
    text = _CHINESE.sub(lambda match: "-".join(filter(None, match.groups())), text)
    return _WORD.sub(lambda word: month_of(word[0]) or word[0], text)
