# The fuzz targets on their seeds, on what was once found, and on damaged
# copies of both.

load common

replay() {
	local target=$1 mutations=$2
	"$here/python" os "$here/fuzz/seeds.py" seeds
	files=(seeds/"$target"/*)
	if [ -d "$here/fuzz/corpus/$target" ]; then
		files+=("$here/fuzz/corpus/$target"/*)
	fi
	TMPDIR=$PWD "$GBQC_BUILD/tests/fuzz/replay_$target" -m "$mutations" \
		"${files[@]}" >log 2>&1 || { tail -n 30 log; return 1; }
}

@test "the reader holds on damaged files of every format" {
	replay reader 60
}

@test "the table reader holds on damaged rows" {
	replay csv 400
}

@test "the count table reader holds on damaged tables" {
	replay counts 100
}

@test "--compat holds on damaged files" {
	replay compat 300
}

@test "coordinates, index and genome hold on damaged ones" {
	replay coordinates 400
}

@test "reports in JSON hold when damaged" {
	replay reports 1000
}

@test "the command line holds on damaged words" {
	replay options 1000
}
