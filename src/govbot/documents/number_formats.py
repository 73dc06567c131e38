"""A number in the formats of Word's lists and notes: "4", "iv", "Fourth", "④", "四" (ECMA-376 Part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

LONGEST_RUN = 50  # letters or signs of one number: "aaa" for 55, "***" for 9
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_UNITS = _WORDS.split()
_TENS = _UNITS[20:]
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

# Formats that name each number by the next of these signs, and by a sign twice after the last one: "a … z, aa".
_REPEATED = {
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "chicago": "*†‡§",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "aiueo": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ",
    "irohaFullWidth": (
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
    ),
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "hindiConsonants": "अआइईउऊऋऌऍऎएऐऑऒओऔअंअः",
    "hindiVowels": "कखगघङचछजझञटठडढणतथदधनऩपफबभमयरऱलळऴवशषसह",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
# Formats that have a sign of its own for each of the first numbers; after the last one the number is plain.
_SINGLE = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
# Formats that write each decimal digit by its sign.
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": "零一二三四五六七八九",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
    "hindiNumbers": "०१२३४५६७८९",
}
# Formats that count by tens: their digits, their signs for 10, 100 and 1,000, and where 1 is left out.
_BY_TENS = {
    "japaneseCounting": ("〇一二三四五六七八九", "十百千", "every"),
    "chineseCounting": ("○一二三四五六七八九", "十百千", "first"),
    "chineseCountingThousand": ("○一二三四五六七八九", "十百千", "first"),
    "taiwaneseCounting": ("○一二三四五六七八九", "十百千", "first"),
    "taiwaneseCountingThousand": ("○一二三四五六七八九", "十百千", "first"),
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", ""),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟", ""),
    "japaneseLegal": ("零壱弐参四伍六七八九", "拾百阡", ""),
    "koreanCounting": ("영일이삼사오육칠팔구", "십백천", "every"),
    "koreanLegal": ("영일이삼사오육칠팔구", "십백천", "every"),
}
_HEBREW = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"),
    (40, "מ"), (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"),
    (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip


def counted(number: int, how: str) -> str:
    """A number as Word writes it; a format that is not known gives the plain number."""
    if how in _REPEATED:
        return _repeated(number, _REPEATED[how])
    if how in _SINGLE:
        return _SINGLE[how][number - 1] if 0 < number <= len(_SINGLE[how]) else str(number)
    if how in _DIGITS:
        return "".join(_DIGITS[how][int(digit)] for digit in str(number)) if number >= 0 else str(number)
    if how in _BY_TENS:
        return _by_tens(number, *_BY_TENS[how])
    if how.startswith("custom:"):
        return f"{number:0{min(len(how.removeprefix('custom:')), 9)}}"
    return _OTHERS[how](number) if how in _OTHERS else str(number)


def _repeated(number: int, signs: str) -> str:
    return (
        (signs[(number - 1) % len(signs)] * ((number - 1) // len(signs) + 1))[:LONGEST_RUN]
        if number > 0
        else ""
    )


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (number // worth)
        number %= worth
    return written


def _ordinal(number: int) -> str:
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def _in_words(number: int) -> str:
    """English words in small letters, up to 9,999."""
    if not 0 <= number < 10_000:
        return str(number)
    if number < 20:
        return _UNITS[number]
    if number < 100:
        rest = f"-{_UNITS[number % 10]}" if number % 10 else ""
        return _TENS[number // 10 - 2] + rest
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = f" {_in_words(number % size)}" if number % size else ""
    return f"{_UNITS[number // size]} {name}{rest}"


def _ordinal_in_words(number: int) -> str:
    words = _in_words(number)
    at = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[at:]
    if last[:1].isdigit():
        return _ordinal(number)
    return words[:at] + (_ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th"))


def _hebrew(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    written = ""
    for worth, sign in _HEBREW:
        written += sign * (number // worth)
        number %= worth
    return written.replace("יה", "טו").replace("יו", "טז")


def _by_tens(number: int, digits: str, powers: str, hides_one: str) -> str:
    """ "二十一" for 21. `hides_one` says whether 1 is left out before every power ("百十") or a first ten ("十")."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    written = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        hidden = digit == 1 and (
            hides_one == "every" or (hides_one == "first" and place == 1 and not written)
        )
        if digit:
            written += ("" if place and hidden else digits[digit]) + (powers[place - 1] if place else "")
    return written


_OTHERS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": _ordinal,
    "cardinalText": lambda number: _in_words(number).capitalize(),
    "ordinalText": lambda number: _ordinal_in_words(number).capitalize(),
    "hebrew1": _hebrew,
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "none": lambda _: "",
}
