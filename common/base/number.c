/*
 * number.c - numbers from text and back, the same in every locale.
 */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"

bool
add_u64(uint64_t *sum, uint64_t n)
{
	if (n > UINT64_MAX - *sum)
		return false;
	*sum += n;
	return true;
}

bool
digits_u64(const char *text, size_t n, uint64_t *value)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned digit = (unsigned)(unsigned char)text[i] - '0';

		if (digit > 9 || sum > UINT64_MAX / 10)
			return false;
		sum *= 10;
		if (!add_u64(&sum, digit))
			return false;
	}
	*value = sum;
	return n > 0;
}

int
parse_u64(const char *text, uint64_t min, uint64_t max, uint64_t *n,
	  struct error *err)
{
	uint64_t value;
	struct quote quote;

	if (digits_u64(text, strlen(text), &value) && value >= min
	    && value <= max) {
		*n = value;
		return 0;
	}
	error_quote(&quote, text, strlen(text));
	if (max == UINT64_MAX)
		return error_set(err, "\"%s\" is not a whole number from %ju",
				 quote.text, (uintmax_t)min);
	return error_set(err, "\"%s\" is not a whole number from %ju to %ju",
			 quote.text, (uintmax_t)min, (uintmax_t)max);
}

int
parse_size(const char *text, uint64_t *bytes, struct error *err)
{
	static const char units[] = "KMGT";
	size_t n = strlen(text);
	const char *unit = n > 1 ? strchr(units, text[n - 1]) : NULL;
	unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
	uint64_t value;
	struct quote quote;

	if (!digits_u64(text, unit ? n - 1 : n, &value)
	    || value > UINT64_MAX >> shift)
		return error_set(err, "\"%s\" is not a number of bytes such "
				 "as 512M (K, M, G, T)",
				 error_quote(&quote, text, n));
	*bytes = value << shift;
	return 0;
}

static size_t
skip_digits(const char *text, size_t n, size_t i)
{
	while (i < n && text[i] >= '0' && text[i] <= '9')
		i++;
	return i;
}

/* [sign] digits [. digits] [e [sign] digits], digits on one side at least. */
static bool
is_decimal(const char *text, size_t n)
{
	size_t i = 0, start, digits;

	if (i < n && (text[i] == '+' || text[i] == '-'))
		i++;
	start = i;
	i = skip_digits(text, n, i);
	digits = i - start;
	if (i < n && text[i] == '.') {
		start = ++i;
		i = skip_digits(text, n, i);
		digits += i - start;
	}
	if (digits == 0)
		return false;
	if (i < n && (text[i] == 'e' || text[i] == 'E')) {
		i++;
		if (i < n && (text[i] == '+' || text[i] == '-'))
			i++;
		start = i;
		i = skip_digits(text, n, i);
		if (i == start)
			return false;
	}
	return i == n;
}

/*
 * strtod() would read hexadecimal, inf and blanks too, so the grammar is
 * checked first. Its point is that of the locale: no gbqc tool ever calls
 * setlocale(), so that is C.
 */
bool
decimal_number(const char *text, size_t n, double *value)
{
	char small[64], *copy = small;
	double number;

	if (!is_decimal(text, n))
		return false;
	if (n < sizeof(small)) {
		memcpy(small, text, n);
		small[n] = '\0';
	} else {
		copy = mem_text(text, n);
	}
	number = strtod(copy, NULL);
	if (copy != small)
		free(copy);
	if (!isfinite(number))
		return false;
	*value = number;
	return true;
}

void
shortest_number(char text[NUMBER_TEXT], double n)
{
	double back;

	for (int digits = 1; digits <= 17; digits++) {
		snprintf(text, NUMBER_TEXT, "%.*g", digits, n);
		if (decimal_number(text, strlen(text), &back) && back == n)
			break;
	}
}

int
parse_double(const char *text, double min, double max, double *value,
	     struct error *err)
{
	double number;
	struct quote quote;

	if (decimal_number(text, strlen(text), &number) && number >= min
	    && number <= max) {
		*value = number;
		return 0;
	}
	return error_set(err, "\"%s\" is not a number from %g to %g",
			 error_quote(&quote, text, strlen(text)), min, max);
}

const char number_pairs[] =
	"0001020304050607080910111213141516171819"
	"2021222324252627282930313233343536373839"
	"4041424344454647484950515253545556575859"
	"6061626364656667686970717273747576777879"
	"8081828384858687888990919293949596979899";

/* How many digits n has. */
static size_t
length_of(uint64_t n)
{
	size_t length = 1;

	for (; n >= 10000; n /= 10000)
		length += 4;
	return length + (n >= 10) + (n >= 100) + (n >= 1000);
}

size_t
write_u64(char *to, uint64_t n)
{
	size_t length = length_of(n);
	char *at = to + length;

	while (n >= 100) {
		at -= 2;
		memcpy(at, number_pairs + 2 * (n % 100), 2);
		n /= 100;
	}
	if (n >= 10)
		memcpy(to, number_pairs + 2 * n, 2);
	else
		*to = (char)('0' + n);
	return length;
}
