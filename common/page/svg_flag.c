/*
 * svg_flag.c - the flags as shapes that differ without colour, too.
 */
#include "page/svg.h"

/* 12 px square. */
static void
draw_flag(struct text *to, enum flag flag)
{
	const struct svg_look line = { .stroke = ink_of_flag(flag),
				       .width = 22 };

	switch (flag) {
	case FLAG_FAIL:
		svg_path_open(to, &line);
		svg_move(to, 20, 20);
		svg_to(to, 100, 100);
		svg_move(to, 100, 20);
		svg_to(to, 20, 100);
		svg_path_close(to, NULL);
		break;
	case FLAG_WARNING:
		svg_path_open(to, &(struct svg_look){
					  .fill = ink_of_flag(flag) });
		svg_move(to, 60, 10);
		svg_to(to, 115, 108);
		svg_across(to, 5);
		svg_shut(to);
		svg_path_close(to, NULL);
		break;
	case FLAG_INCONCLUSIVE:
		svg_circle(to, 60, 60, 42,
			   &(struct svg_look){ .stroke = ink_of_flag(flag),
					       .width = 16,
					       .dash = DASH_SHORT },
			   NULL);
		break;
	case FLAG_PASS:
		svg_path_open(to, &line);
		svg_move(to, 15, 65);
		svg_to(to, 45, 95);
		svg_to(to, 105, 28);
		svg_path_close(to, NULL);
		break;
	case FLAG_NONE:
		break;
	}
}

void
svg_define_flags(struct text *to)
{
	for (int flag = FLAG_PASS; flag <= FLAG_FAIL; flag++) {
		svg_shape_open(to, flag_text((enum flag)flag));
		draw_flag(to, (enum flag)flag);
		svg_group_close(to);
	}
}

void
svg_use_flag(struct text *to, int32_t x, int32_t y, enum flag flag)
{
	if (flag != FLAG_NONE)
		svg_use(to, flag_text(flag), x, y);
}
