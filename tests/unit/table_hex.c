/* table_hex.c - hexadecimal by words against printf(), and what is none. */
#include "table/hex.h"
#include "unit.h"

static void
is_what_printf_writes(void)
{
	uint64_t word = 1;

	for (int i = 0; i < 100000; i++) {
		char wanted[17], got[17] = "";
		uint64_t back;

		snprintf(wanted, sizeof(wanted), "%016" PRIx64, word);
		EXPECT(hex_write(got, word) == got + 16);
		EXPECT_TEXT(got, wanted);
		EXPECT(hex_read(got, &back));
		EXPECT_U64(back, word);
		word = word * 6364136223846793005u + 1442695040888963407u;
	}
}

/* Each byte at each place, all others being digits. */
static void
nothing_else_is_read(void)
{
	for (int place = 0; place < 16; place++)
		for (int byte = 0; byte < 256; byte++) {
			char text[] = "0123456789abcdef";
			bool is_digit = (byte >= '0' && byte <= '9') ||
					(byte >= 'a' && byte <= 'f');
			uint64_t word;

			text[place] = (char)byte;
			EXPECT(hex_read(text, &word) == is_digit);
		}
}

int
main(void)
{
	unit_run("hexadecimal is what printf() writes",
		 is_what_printf_writes);
	unit_run("nothing else is read", nothing_else_is_read);
	return unit_end();
}
