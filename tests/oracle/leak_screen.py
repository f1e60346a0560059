"""leak_screen - which pairs leak.py need not look at one by one.

The same tables of edit distances as in leak.py, many at once: the patterns
stand side by side in one Python integer, each in a field of its own whose
top bit takes what would be carried into the next. A pair is left out only
if its tables hold no entry that any relation allows; all others go to
leak.compare(). check_screen() holds that against comparing everything.
"""

import numpy

import leak

# Bits in one integer, about: memory, not meaning.
BITS = 1 << 22


class Stack:
    """Patterns of similar length, side by side."""

    def __init__(self, patterns):
        self.patterns = patterns
        longest = max(len(p) for p in patterns)
        self.bytes = longest // 8 + 1
        self.n = len(patterns)
        self.longest = longest
        fields, where = {}, {}
        for i, pattern in enumerate(patterns):
            for letter in set(pattern):
                bits = pattern.replace(letter, "\1")
                fields.setdefault(letter, {})[i] = int("".join(
                    "1" if c == "\1" else "0" for c in reversed(bits)), 2)
        for letter, of in fields.items():
            where[letter] = self.join(of.get(i, 0) for i in range(self.n))
        self.where = where
        self.lowest = self.join(1 for _ in range(self.n))
        top = 1 << (8 * self.bytes - 1)
        self.every = self.join(top - 1 for _ in range(self.n))
        self.lengths = numpy.array([len(p) for p in patterns])

    def join(self, numbers):
        return int.from_bytes(b"".join(
            n.to_bytes(self.bytes, "little") for n in numbers), "little")

    def differences(self, bits):
        raw = bits.to_bytes(self.bytes * self.n, "little")
        flat = numpy.frombuffer(raw, numpy.uint8).reshape(self.n, self.bytes)
        return numpy.unpackbits(flat, axis=1, bitorder="little")[
            :, :self.longest].astype(numpy.int32)

    def column(self, text, whole_text):
        """
        [i, k]: the least edit distance of the first k letters of pattern i
        to a suffix of text; or, with whole_text, of all of text to
        whatever ends at the k-th letter of pattern i.
        """
        every = self.every
        up, down = (0 if whole_text else every), 0
        enters = self.lowest if whole_text else 0
        for letter in text:
            equal = self.where.get(letter, 0)
            vertical = equal | down
            horizontal = (((equal & up) + up) ^ up) | equal
            rises = down | (every & ~(horizontal | up))
            falls = up & horizontal
            rises = (rises << 1 & every & ~self.lowest) | enters
            falls = falls << 1 & every & ~self.lowest
            up = (falls | ~(vertical | rises)) & every
            down = rises & vertical & every
        result = numpy.zeros((self.n, self.longest + 1), numpy.int32)
        result[:, 1:] = numpy.cumsum(
            self.differences(up) - self.differences(down), axis=1)
        return result + (len(text) if whole_text else 0)


def allowed_overlap(pattern, options):
    """[k]: the most edits that the first k letters may need, or -1."""
    whole, length, allowed = leak.informative(pattern), 0, [-1]
    for letter in pattern:
        length += letter in "ACGT"
        most = -1
        if 1000 * length >= options.overlap * whole and whole:
            most = min(length * (1000 - options.identity) // 1000,
                       (length - options.min_score) // 4)
        allowed.append(max(most, -1))
    return allowed


class Side:
    """All records of one part, on one strand, as stacks."""

    def __init__(self, letters, options):
        self.options = options
        order = sorted((i for i, s in enumerate(letters) if s),
                       key=lambda i: len(letters[i]))
        self.stacks = []
        while order:
            most = max(1, BITS // (len(letters[order[-1]]) + 8))
            some, order = order[-most:], order[:-most]
            # Not the short ones with the long.
            while len(letters[some[0]]) * 2 + 64 < len(letters[some[-1]]):
                order.append(some.pop(0))
            self.add([letters[i] for i in some], some)

    def add(self, patterns, numbers):
        turned = [p[::-1] for p in patterns]
        longest = max(len(p) for p in patterns)

        def limits(all_patterns):
            table = numpy.full((len(all_patterns), longest + 1), -1)
            for i, p in enumerate(all_patterns):
                table[i, :len(p) + 1] = allowed_overlap(p, self.options)
            return table

        self.stacks.append((
            numpy.array(numbers), Stack(patterns), Stack(turned),
            limits(patterns), limits(turned),
            numpy.array([leak.informative(p) for p in patterns])))

    def related(self, text):
        """Numbers of patterns that text may be in, or that overlap it."""
        o = self.options
        m = leak.informative(text)
        found = set()
        for numbers, stack, turned, limit, turned_limit, ms in self.stacks:
            column = stack.column(text, True)
            beyond = (numpy.arange(stack.longest + 1)[None, :] >
                      stack.lengths[:, None])
            column[beyond] = len(text) + 1
            d = column.min(axis=1)
            near = 1000 * (numpy.maximum(m, ms) - d) >= o.identity * ms
            inside = ((1000 * (m - d) >= o.identity * m) &
                      (m - 4 * d >= o.min_score))
            hit = (ms >= m) & (near | inside)
            if o.overlaps:
                over = ((stack.column(text, False) <= limit).any(axis=1) |
                        (turned.column(text[::-1], False) <=
                         turned_limit).any(axis=1))
                hit |= (ms <= m) & over
            found.update(numbers[hit].tolist())
        return found


def candidates(queries, targets, options):
    """Pairs of numbers of leak.Prepared that leak.compare() must see."""
    found = set()
    copies = {}
    for j, target in enumerate(targets):
        for letters in {target.plus.all, target.minus.all}:
            copies.setdefault(letters, []).append(j)
    for i, query in enumerate(queries):
        found.update((i, j) for j in copies.get(query.plus.all, ()))
    plus = Side([q.plus.core for q in queries], options)
    for strand in ("plus", "minus")[:2 if options.strand == "both" else 1]:
        letters = [getattr(t, strand).core for t in targets]
        side = Side(letters, options)
        for i, query in enumerate(queries):
            if query.plus.core:
                found.update((i, j) for j in side.related(query.plus.core))
        for j, text in enumerate(letters):
            if text:
                found.update((i, j) for i in plus.related(text))
    return sorted(found)


def pairs(queries, targets, options, within=False):
    """As leak.pairs()."""
    queries = [leak.Prepared(record) for record in queries]
    targets = queries if within else [leak.Prepared(r) for r in targets]
    rows = []
    for i, j in candidates(queries, targets, options):
        if within and j >= i:
            continue
        row = leak.compare(queries[i], targets[j], options)
        if row:
            rows.append(row)
    return rows


def check_screen(queries, targets, options, within=False):
    """Raises where a pair is left out that is none."""
    slow = leak.pairs(queries, targets, options, within)
    fast = pairs(queries, targets, options, within)
    if sorted(slow) != sorted(fast):
        raise AssertionError("screened: %s" % sorted(
            set(slow) ^ set(fast))[:3])
