"""generate - the example data that are made up: planted/ and places/.

    generate.py FOLDER

planted: two classes, in train and test, with faults that are known: one class
is richer in GC and has A at position 40; half of the other begins with a run of
N; a twentieth of a class are copies; a tenth of the test records are those of
train, half of them on the other strand. places: no fault, and coordinates on a
genome instead of letters.
"""

import gzip
import os
import random
import sys

LENGTH = 120
PARTNERS = str.maketrans("ACGTN", "TGCAN")


def reverse(letters):
    return letters[::-1].translate(PARTNERS)


def sequence(rng, strong):
    return "".join(rng.choice("GC" if rng.random() < strong else "AT")
                   for _ in range(LENGTH))


def planted(rng, folder):
    labels = {"5' promoter \u03b1": .6, "background, shuffled": .45}
    train = {}
    for split, n in (("train", 300), ("test", 120)):
        for number, (label, strong) in enumerate(labels.items()):
            found = []
            for i in range(n):
                letters = sequence(rng, strong)
                if number == 0 and rng.random() < .8:
                    letters = letters[:39] + "A" + letters[40:]
                if number == 1 and rng.random() < .5:
                    letters = "N" * 12 + letters[12:]
                if split == "test" and i % 10 == 0:
                    letters = rng.choice(train[label])
                    if i % 20 == 0:
                        letters = reverse(letters)
                elif i % 20 == 19:
                    letters = found[-5]
                found.append(letters)
            if split == "train":
                train[label] = found
            name = "%s.%d.fa.gz" % (split, number)
            write(os.path.join(folder, name), "".join(
                ">%s%d.%d\n%s\n" % (split, number, i, letters)
                for i, letters in enumerate(found)))


def places(rng, folder):
    length, width = 60000, 60
    genome = "".join(rng.choice("ACGT") for _ in range(length))
    with open(os.path.join(folder, "genome.fa"), "w") as out, \
            open(os.path.join(folder, "genome.fa.fai"), "w") as index:
        out.write(">chr1\n")
        index.write("chr1\t%d\t%d\t%d\t%d\n" % (
            length, out.tell(), width, width + 1))
        for i in range(0, length, width):
            out.write(genome[i:i + width] + "\n")
    # Parts that share no place, classes that share no start.
    for split, n, begin, end in (("train", 200, 0, 40000),
                                 ("test", 80, 40000, length)):
        os.makedirs(os.path.join(folder, split), exist_ok=True)
        starts = rng.sample(range(begin, end - LENGTH + 1), 2 * n)
        for label in "negative", "positive":
            rows = ["id,region,start,end,strand\n"]
            for i in range(n):
                start = starts.pop()
                rows.append("%d,%s,%d,%d,%s\n" % (
                    i, rng.choice(("chr1", "1")), start, start + LENGTH,
                    rng.choice("+-")))
            write(os.path.join(folder, split, label + ".csv.gz"),
                  "".join(rows))


def write(path, text):
    with open(path, "wb") as out:
        out.write(gzip.compress(text.encode(), mtime=0))


def main():
    for name, make, seed in ("planted", planted, 20), ("places", places, 21):
        folder = os.path.join(sys.argv[1], name)
        os.makedirs(folder, exist_ok=True)
        make(random.Random(seed), folder)


if __name__ == "__main__":
    main()
