#!/bin/sh
# setup.sh - see that what a job needs is there, and bring it where we may.
#
#   tests/setup.sh build               to build and use gbqc
#   tests/setup.sh build test          to test it, too
#   tests/setup.sh build test sanitize also on the sanitizer build (clang)
#   tests/setup.sh build test all      also what test-all runs
#   tests/setup.sh build snakemake     the workflows; so nextflow, multiqc, nf-core
#
# Each need is tried, not looked up: whoever has it from conda, brew or by
# hand never hears of this script. On Debian and Ubuntu, as root, what is
# missing is installed by apt-get. Elsewhere the exact commands are printed
# and the status is 1. CC is the compiler that is tried (cc).
set -u
here=$(dirname "$0")
CC=${CC:-cc}

# compiles OPTION...: the program on stdin is built by those.
compiles() {
	# CC, CPPFLAGS and the rest are lists of words.
	# shellcheck disable=SC2046,SC2086
	$CC ${CPPFLAGS:-} $(pkg-config --cflags htslib 2>/dev/null) -x c - \
		-o /dev/null ${LDFLAGS:-} \
		$(pkg-config --libs-only-L htslib 2>/dev/null) "$@" 2>/dev/null
}

# builds HEADER LIBRARY...: a program that includes and links it builds.
# Without a compiler, the header stands where systems have it.
builds() {
	header=$1
	shift
	if [ "$compiler" = no ] && [ -e "/usr/include/$header" ]; then
		return 0
	fi
	printf '#include <%s>\nint main(void){return 0;}\n' "$header" |
		compiles "$@"
}

has() {
	command -v "$1" >/dev/null 2>&1
}

python_has() {
	"$here/python" "$1" -c '' 2>/dev/null
}

sanitizes() {
	printf 'int main(void){return 0;}\n' |
		compiles -fsanitize=address,undefined
}

# need WORDS DEBIAN FEDORA BREW CONDA: notes what is missing; - where a
# package manager has no such package or the system brings it.
missing='' debian='' fedora='' brew='' conda='' wanted='' compiler=yes
need() {
	missing="${missing:+$missing, }$1"
	[ "$2" = - ] || debian="$debian $2"
	[ "$3" = - ] || fedora="$fedora $3"
	[ "$4" = - ] || brew="$brew $4"
	[ "$5" = - ] || conda="$conda $5"
}

look_build() {
	compiler=yes
	if ! builds stdio.h; then
		compiler=no
		case $CC in
		*clang*) need "a C compiler ($CC)" clang clang llvm clang ;;
		*) need "a C compiler ($CC)" 'gcc libc6-dev' \
			'gcc glibc-devel' gcc c-compiler ;;
		esac
	fi
	has make || need make make make make make
	builds htslib/sam.h -lhts ||
		need htslib 'libhts-dev pkg-config' \
			'htslib-devel pkgconf-pkg-config' 'htslib pkgconf' \
			'htslib pkg-config'
	builds zlib.h -lz || need zlib zlib1g-dev zlib-devel zlib zlib
	builds xxhash.h -lxxhash ||
		need xxHash libxxhash-dev xxhash-devel xxhash xxhash
	builds nettle/sha2.h -lnettle ||
		need nettle nettle-dev nettle-devel nettle nettle
	builds jansson.h -ljansson ||
		need jansson libjansson-dev jansson-devel jansson jansson
}

look_test() {
	has bats || need bats bats bats bats-core bats-core
	has python3 || need 'Python 3' python3 python3 python python
	python_has numpy,scipy ||
		need 'numpy and scipy for Python' 'python3-numpy python3-scipy' \
			'python3-numpy python3-scipy' 'numpy scipy' 'numpy scipy'
	python_has xxhash ||
		need 'xxhash for Python' python3-xxhash python3-xxhash - \
			python-xxhash
	python_has jsonschema ||
		need 'jsonschema for Python' python3-jsonschema \
			python3-jsonschema - jsonschema
	has samtools || need samtools samtools samtools samtools samtools
	has bgzip || need bgzip tabix htslib-tools htslib htslib
	has mandoc || need mandoc mandoc mandoc mandoc mandoc
	has parallel || need 'GNU parallel' parallel parallel parallel parallel
	has nm || need nm binutils binutils binutils binutils
	has xmllint || need xmllint libxml2-utils libxml2 libxml2 libxml2
	# Without one the tests that need it say so, and are skipped.
	has chromium || has google-chrome || wanted="$wanted chromium"
}

look_sanitize() {
	sanitizes && return
	rt=$(clang_runtime)
	need "a compiler with sanitizers ($CC)" "clang $rt" \
		'clang compiler-rt' llvm 'clang compiler-rt'
}

# The package of clang's runtime carries the number of Debian's clang.
clang_runtime() {
	number=$(apt-cache depends clang 2>/dev/null |
		sed -n 's/.*Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
	printf '%s' "${number:+libclang-rt-$number-dev}"
}

look_all() {
	python_has venv,ensurepip ||
		need 'venv for Python' python3-venv - - -
	has clang || need clang clang clang llvm clang
	has valgrind || need valgrind valgrind valgrind - valgrind
	has cppcheck || need cppcheck cppcheck cppcheck cppcheck cppcheck
	has clang-tidy ||
		need clang-tidy clang-tidy clang-tools-extra llvm clang-tools
	has shellcheck ||
		need shellcheck shellcheck ShellCheck shellcheck shellcheck
}

# pip comes by ensurepip, which Debian keeps apart.
look_snakemake() {
	if ! python_has venv,ensurepip; then
		need 'venv for Python' python3-venv python3 python python
	fi
}

# Java of a version that Nextflow runs on.
has_java() {
	java -version 2>&1 |
		grep -qE 'version "(1[7-9]|2[0-4])[.".]' && has java
}

look_nextflow() {
	has_java || need 'Java 17 to 24' openjdk-17-jre-headless \
		java-21-openjdk-headless openjdk@21 openjdk=21
	has mvn || need Maven maven maven maven maven
}

look_slurm() {
	for program in slurmctld slurmd munged; do
		has $program && continue
		need Slurm 'slurm-wlm munge' \
			'slurm-slurmctld slurm-slurmd munge' - -
		return
	done
}

look_coverage() {
	has gcovr || need gcovr gcovr gcovr gcovr gcovr
}

look() {
	missing='' debian='' fedora='' brew='' conda='' wanted=libisal-dev
	for job; do
		case $job in
		build) look_build ;;
		test) look_test ;;
		sanitize) look_sanitize ;;
		all) look_all ;;
		coverage) look_coverage ;;
		snakemake | multiqc | nf-core) look_snakemake ;;
		nextflow) look_nextflow ;;
		slurm) look_slurm ;;
		*)
			echo "setup.sh: $job is none of build, test," \
				"sanitize, all, coverage, snakemake," \
				"multiqc, nf-core, nextflow, slurm" >&2
			exit 2
			;;
		esac
	done
}

look "${@:-build}"
[ -z "$missing" ] && exit 0

if has apt-get && [ "$(id -u)" = 0 ]; then
	echo "setup.sh: missing: $missing; apt-get brings it" >&2
	log=$(mktemp)
	trap 'rm -f "$log"' EXIT
	export DEBIAN_FRONTEND=noninteractive
	if ! apt-get update >"$log" 2>&1 </dev/null; then
		cat "$log" >&2
		exit 1
	fi
	look "${@:-build}"	# apt knows the number of its clang only now
	# What is used where it is found is never missing, but comes along.
	# shellcheck disable=SC2086
	if ! apt-get install -y --no-install-recommends $wanted $debian \
		>"$log" 2>&1 </dev/null; then
		cat "$log" >&2
		exit 1
	fi
	look "${@:-build}"
	[ -z "$missing" ] && exit 0
	echo "setup.sh: still missing after that: $missing" >&2
	exit 1
fi

cat >&2 <<END
setup.sh: missing: $missing. One of these brings it:
  sudo apt-get update && sudo apt-get install$debian $wanted
  sudo dnf install$fedora isa-l-devel
  brew install$brew isa-l
  conda install -c conda-forge -c bioconda$conda isa-l
END
exit 1
