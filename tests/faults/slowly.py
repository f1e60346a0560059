"""slowly - write a file to stdout a few bytes at a time.

    slowly.py FILE SIZE

Each write is of SIZE bytes at most, and waits until the reader took it, so
that its reads are as short.
"""

import array
import fcntl
import os
import sys
import termios
import time


def main():
    data, size = open(sys.argv[1], "rb").read(), int(sys.argv[2])
    out, waiting = sys.stdout.fileno(), array.array("i", [0])
    for i in range(0, len(data), size):
        os.write(out, data[i:i + size])
        for _ in range(10000):
            fcntl.ioctl(out, termios.FIONREAD, waiting)
            if not waiting[0]:
                break
            time.sleep(0)


if __name__ == "__main__":
    main()
