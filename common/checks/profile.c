/*
 * profile.c - the profiles of a batch: one pass over the letters of each
 * record, and where its runs of N are.
 */
#include "checks/profile.h"

static bool
is_n(uint8_t letter)
{
	return (letter & 0xdf) == 'N';
}

/*
 * The runs of N at both ends and the longest. The longest is looked for at
 * the end of where a longer one would be, so most letters are never seen.
 */
static void
profile_runs(const uint8_t *seq, size_t n, struct profile *profile)
{
	size_t lead = 0, trail = 0, longest, i;

	while (lead < n && is_n(seq[lead]))
		lead++;
	while (trail < n && is_n(seq[n - 1 - trail]))
		trail++;
	longest = lead > trail ? lead : trail;
	for (i = 0; longest < n && i < n - longest; ) {
		size_t start = i + longest, end = start + 1;

		if (!is_n(seq[start])) {
			i = end;
			continue;
		}
		while (start > i && is_n(seq[start - 1]))
			start--;
		if (start == i) {
			while (end < n && is_n(seq[end]))
				end++;
			longest = end - i;
			i = end;
		} else {
			i = start;
		}
	}
	profile->lead = (uint32_t)lead;
	profile->trail = (uint32_t)trail;
	profile->longest = (uint32_t)longest;
}

void
profile_records(struct batch *batch, unsigned parts, bool wide)
{
	for (size_t i = 0; i < batch->n; i++) {
		struct profile *profile = &batch->profile[i];
		const uint8_t *seq = batch->seq[i];
		uint32_t n = batch->length[i];

		if (wide)
			profile_wide(seq, n, parts, profile);
		else
			profile_plain(seq, n, parts, profile);
		if (!(parts & PROFILE_RUNS))
			continue;
		if (profile->n > 0)
			profile_runs(seq, n, profile);
		else
			profile->lead = profile->trail = profile->longest = 0;
	}
}
