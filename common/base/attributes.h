/*
 * attributes.h - what the compiler is asked to check, and to leave alone.
 */
#ifndef GBQC_BASE_ATTRIBUTES_H
#define GBQC_BASE_ATTRIBUTES_H

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, args) __attribute__((format(printf, text, args)))

/*
 * Of a variable that is written before it is read, where to make it zero
 * first, as hardened builds do, would cost time. GCC knows it from 12 on.
 */
#if defined(__has_attribute)
#if __has_attribute(uninitialized)
#define NOT_ZEROED __attribute__((uninitialized))
#endif
#endif
#ifndef NOT_ZEROED
#define NOT_ZEROED
#endif

#endif
