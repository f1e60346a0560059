/*
 * attributes.h - what the compiler is asked to check at every call.
 */
#ifndef GBQC_BASE_ATTRIBUTES_H
#define GBQC_BASE_ATTRIBUTES_H

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, args) __attribute__((format(printf, text, args)))

#endif
