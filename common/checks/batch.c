/*
 * batch.c - the records of a batch, and when their letters are looked at.
 */
#include "checks/batch.h"
#include "checks/position_sums.h"
#include "checks/profile.h"

void
batch_profile(struct batch *batch, unsigned parts)
{
	if ((batch->have & parts) == parts)
		return;
	/* The counts of letters come with every pass. */
	parts |= batch->wanted;
	profile_records(batch, parts, profile_has_wide());
	batch->have |= parts | PROFILE_LETTERS;
}

void
batch_release(struct batch *batch)
{
	position_sums_free(batch->positions);
	batch->positions = NULL;
}
