# What all tools share: help, version, misuse; and what holds for the source.

load common

@test "--help fits a screen, on stdout, status 0" {
	for tool in $tools; do
		run -0 --separate-stderr "$tool" --help
		[ -z "$stderr" ]
		[ "${lines[0]%% \[*}" = "Usage: $tool" ]
		[ "$(wc -l <<<"$output")" -le 42 ]
		[ "$(awk 'length > 80' <<<"$output")" = '' ]
		grep -q '^Example: ' <<<"$output"
		"$tool" -h | cmp - <("$tool" --help)
	done
}

@test "the example of --help is a command of the tool" {
	for tool in $tools; do
		"$tool" --help | grep '^Example: ' | grep -qw "$tool"
	done
}

@test "--version names the tool, its version and htslib's" {
	for tool in $tools; do
		run -0 --separate-stderr "$tool" --version
		[[ $output =~ ^$tool\ [0-9]+\.[0-9]+\.[0-9]+.*htslib\ [0-9] ]]
		"$tool" -V | cmp - <("$tool" --version)
	done
}

@test "misuse is one line on stderr and status 2" {
	printf '>a\nACGT\n' >x.fa
	for tool in $tools; do
		refused 2 "$tool: *--nonsense*" "$tool" --nonsense x.fa
		refused 2 "$tool: *-j*" "$tool" -j x.fa
		refused 2 "$tool: *output*" "$tool" x.fa --output
		refused 2 "$tool: *quiet*" "$tool" --quiet=1 x.fa
	done
	for tool in $measuring gbqc-report; do
		refused 2 "$tool: *threads*" "$tool" -@ 0 x.fa
		refused 2 "$tool: *threads*" "$tool" -@ x x.fa
		refused 2 "$tool: *threads*" "$tool" --threads=-1 x.fa
		refused 2 "$tool: *regression*" "$tool" --label-threshold 1 x.fa
	done
}

@test "long options take = or a word of their own, short ones stick" {
	printf '>a\nACGT\n' >x.fa
	gbqc-len --label=p x.fa >wanted
	gbqc-len --label p x.fa | cmp - wanted
	gbqc-len x.fa --label p | cmp - wanted
	gbqc-len -@2 --label p x.fa | cmp - wanted
	gbqc-len -q -oout --label p x.fa
	cmp out wanted
	gbqc-len --lab p x.fa && false
	gbqc-len --label p -- x.fa | cmp - wanted
	cp x.fa ./--each
	gbqc-len --label p -- --each | cmp - wanted
}

# The man pages.

# page TOOL: its man page as text.
page() {
	mandoc -T utf8 "$here/../docs/$1.1" | col -b
}

@test "each tool has a man page without a fault" {
	for tool in $tools; do
		run mandoc -T lint -W warning "$here/../docs/$tool.1"
		[ -z "$output" ]
		[ "$status" = 0 ]
	done
}

@test "the man page has every option of --help, and no other" {
	for tool in $tools; do
		"$tool" --help | grep -E '^ {2,6}-' |
			grep -oE -- '(^|[ ,])--?[a-zA-Z@][a-z-]*' |
			tr -d ' ,' | sort -u >help
		mandoc -T markdown "$here/../docs/$tool.1" |
			sed 's/&nbsp;/ /g; s/[*_\\`]//g' |
			grep -E '^-' |
			grep -oE -- '(^|[ ,])--?[a-zA-Z@][a-z-]*' |
			tr -d ' ,' | sort -u >man
		diff help man
	done
}

# The source.

@test "rooms include only those below them" {
	declare -A may=(
		[base]='base'
		[io]='io base'
		[record]='record base io'
		[table]='table base io'
		[checks]='checks base io record table stats'
		[stats]='stats base'
		[report]='report base table stats io checks'
		[export]='export base io checks table stats report'
		[page]='page base io checks table stats report export'
		[compat]='compat base io record checks stats table'
		[cli]='cli base io record'
		[leak]='leak base record'
		[app]='app base io record table checks stats report export page cli compat leak'
	)
	cd "$here/.."
	for room in common/*/; do
		room=$(basename "$room")
		[ -n "${may[$room]:-}" ] || { echo "no rule for $room"; false; }
		grep -hoE '^#include "[a-z]+/' common/"$room"/*.[ch] |
			sed 's/.*"//; s/\///' | sort -u >"$BATS_TEST_TMPDIR/has"
		tr ' ' '\n' <<<"${may[$room]}" | sort >"$BATS_TEST_TMPDIR/may"
		other=$(comm -23 "$BATS_TEST_TMPDIR/has" "$BATS_TEST_TMPDIR/may")
		[ -z "$other" ] || { echo "$room includes $other"; false; }
	done
	# Every include names its room.
	run ! grep -nE '^#include "[^/]*"' common/*/*.[ch] tools/*.c
}

@test "no object holds data that change, but io/temporary" {
	sanitized && skip "sanitizers add data of their own"
	objects=${GBQC_BUILD:?}/common
	[[ $GBQC_BUILD != */coverage ]] || skip "coverage adds data of its own"
	# Pointers in constants are .data.rel.ro: written by the loader alone.
	find "$objects" -name '*.o' ! -path '*/io/temporary.o' \
		-exec objdump -t {} + >symbols
	grep -q 'check_length' symbols
	changing=$(grep -E '[[:space:]](\.data|\.bss|\.tdata|\.tbss|\*COM\*)[^.]' \
		symbols | grep -vE ' d  \.| l    d ' || true)
	[ -z "$changing" ] || { echo "$changing"; false; }
}

@test "the source holds nothing that style forbids" {
	cd "$here/.."
	run ! grep -nE '\b(atoi|atol|atof|alloca|strcpy|strcat|sprintf|gets|system|popen) ?\(' \
		common/*/*.[ch] tools/*.c
	run ! grep -nwE 'TODO|FIXME|XXX|HACK' common/*/*.[ch] tools/*.c
	run ! grep -nE '.{81,}' common/*/*.[ch] tools/*.c
	# One checked allocator.
	run ! grep -nE '\b(malloc|calloc|realloc|strdup|strndup) ?\([^)]' tools/*.c \
		$(ls common/*/*.c | grep -v common/base/mem.c)
}

@test "each source file opens with its name and its idea" {
	cd "$here/.."
	for file in common/*/*.[ch] tools/*.c tests/unit/*.c; do
		head -n 2 "$file" | grep -qF "$(basename "${file%.c}")" ||
			{ echo "$file"; false; }
	done
}

@test "make install puts tools and man pages where PREFIX and DESTDIR say" {
	make -s -C "$here/.." install "B=$GBQC_BUILD" "DESTDIR=$PWD/x y" \
		PREFIX=/opt/gbqc
	for tool in $tools; do
		"x y/opt/gbqc/bin/$tool" --version
		[ -r "x y/opt/gbqc/share/man/man1/$tool.1" ]
	done
	[ "$(ls 'x y/opt/gbqc')" = $'bin\nshare' ]
}

@test "set-up says nothing where nothing is missing" {
	run -0 "$here/setup.sh" build test
	[ -z "$output" ]
	run -2 "$here/setup.sh" nonsense
}

@test "set-up names packages and commands where it may not install" {
	# A compiler to which the libraries are unknown, and no root.
	mkdir bin
	printf '#!/bin/sh\necho 1000\n' >bin/id
	printf '#!/bin/sh\n! grep -qE "hts|zlib|xxhash"\n' >bin/poor-cc
	chmod +x bin/id bin/poor-cc
	PATH=$PWD/bin:$PATH CC=poor-cc run -1 "$here/setup.sh" build
	[[ $output != *compiler* ]]
	for word in htslib zlib xxHash 'apt-get install' libhts-dev \
		'dnf install' htslib-devel 'brew install' 'conda install'; do
		[[ $output == *"$word"* ]]
	done
}
