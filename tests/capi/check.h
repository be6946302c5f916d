/* What the C tests check with. A failed check is printed and counted; main returns check_failures.
 */
#ifndef KENKO_TESTS_CAPI_CHECK_H_
#define KENKO_TESTS_CAPI_CHECK_H_

#include <stdio.h>
#include <string.h>

#include "kenko.h"

static int check_failures = 0;

#define CHECK(condition)                                                      \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      ++check_failures;                                                       \
    }                                                                         \
  } while (0)

/* The call, whose last argument is &error, succeeds. */
#define CHECK_OK(call)                                                            \
  do {                                                                            \
    const kenko_status check_status = (call);                                     \
    if (check_status != KENKO_OK || error != NULL) {                              \
      fprintf(stderr, "%s:%d: status %d: %s\n", __FILE__, __LINE__, check_status, \
              error != NULL ? kenko_error_message(error, NULL) : "(no error)");   \
      ++check_failures;                                                           \
    }                                                                             \
    kenko_error_free(error);                                                      \
    error = NULL;                                                                 \
  } while (0)

/* The call, whose last argument is &error, fails with `code` and a message that holds `part`. */
#define CHECK_FAILS(call, code, part)                                    \
  do {                                                                   \
    const kenko_status check_status = (call);                            \
    const char* const check_text = kenko_error_message(error, NULL);     \
    CHECK(check_status == (code));                                       \
    CHECK(kenko_error_code(error) == check_status);                      \
    if (check_text == NULL || strstr(check_text, (part)) == NULL) {      \
      fprintf(stderr, "%s:%d: the message is: %s\n", __FILE__, __LINE__, \
              check_text != NULL ? check_text : "(none)");               \
      ++check_failures;                                                  \
    }                                                                    \
    kenko_error_free(error);                                             \
    error = NULL;                                                        \
  } while (0)

/* Whether a text that was given out, with its length, is this one. */
static inline int check_is_text(const char* text, size_t length, const char* wanted) {
  return text != NULL && length == strlen(wanted) && memcmp(text, wanted, length) == 0 &&
         text[length] == '\0';
}

#endif /* KENKO_TESTS_CAPI_CHECK_H_ */
