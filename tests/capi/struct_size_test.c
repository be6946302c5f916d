/* Option structs of hosts that were compiled with an earlier or a later header. */
#include "shop.h"

static kenko_model* model;
static kenko_snapshot* snapshot;
static const int64_t today[1] = {SHOP_TODAY};

/* That of version 0.1 ended with user_data; what lies behind it is not the struct's. */
static void older_evaluate_options(void) {
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  double scores[4] = {0};
  const size_t size_of_0_1 = offsetof(kenko_evaluate_options, group_by);
  options.struct_size = size_of_0_1;
  options.as_of = SHOP_TODAY;
  memset((char*)&options + size_of_0_1, 0xa5, sizeof options - size_of_0_1);
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  CHECK(shop_scores(result, scores, 4) == 3 && scores[0] == 50);
  kenko_result_free(result);
  options.struct_size = size_of_0_1 - 1;
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, &options, &result, &error),
              KENKO_INVALID_ARGUMENT, "struct_size");
  CHECK(result == NULL);
}

/* That of ABI 2 ended with user_data, too. */
static void older_series_options(void) {
  kenko_series_options options = KENKO_SERIES_OPTIONS_INIT;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  const size_t size_of_abi_2 = offsetof(kenko_series_options, columns);
  options.instants = today;
  options.instant_count = 1;
  options.struct_size = size_of_abi_2;
  memset((char*)&options + size_of_abi_2, 0xa5, sizeof options - size_of_abi_2);
  CHECK_OK(kenko_model_series(model, snapshot, &options, &result, &error));
  kenko_result_free(result);
  options.struct_size = size_of_abi_2 - 1;
  CHECK_FAILS(kenko_model_series(model, snapshot, &options, &result, &error),
              KENKO_INVALID_ARGUMENT, "struct_size");
}

/* A later struct is longer: its tail may ask for nothing that this library does not know. */
#define TAIL_IS_LOOKED_AT(type, first_size, init, prepare, call)   \
  do {                                                             \
    struct {                                                       \
      type known;                                                  \
      unsigned char later[16];                                     \
    } options;                                                     \
    const type unset = init;                                       \
    kenko_result* result = NULL;                                   \
    kenko_error* error = NULL;                                     \
    const type* const given = &options.known;                      \
    memset(&options, 0, sizeof options);                           \
    options.known = unset;                                         \
    options.known.prepare;                                         \
    options.known.struct_size = sizeof options;                    \
    CHECK_OK(call);                                                \
    kenko_result_free(result);                                     \
    options.later[15] = 1;                                         \
    CHECK_FAILS(call, KENKO_INVALID_ARGUMENT, "does not know");    \
    CHECK(result == NULL);                                         \
    options.known.struct_size = sizeof options.known;              \
    CHECK_OK(call);                                                \
    kenko_result_free(result);                                     \
    options.known.struct_size = (first_size)-1;                    \
    CHECK_FAILS(call, KENKO_INVALID_ARGUMENT, "struct_size");      \
    options.known.struct_size = 0;                                 \
    CHECK_FAILS(call, KENKO_INVALID_ARGUMENT, "struct_size is 0"); \
    options.known.struct_size = (size_t)-1;                        \
    CHECK_FAILS(call, KENKO_INVALID_ARGUMENT, "struct_size");      \
  } while (0)

/* All zero but for what the comments say: a host in a language without macros. */
static void without_macros(void) {
  kenko_series_options series;
  kenko_period_options period;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  memset(&series, 0, sizeof series);
  series.struct_size = sizeof series;
  series.instants = today;
  series.instant_count = 1;
  series.threads = 1;
  CHECK_OK(kenko_model_series(model, snapshot, &series, &result, &error));
  kenko_result_free(result);
  memset(&period, 0, sizeof period);
  period.struct_size = sizeof period;
  period.to = SHOP_TODAY; /* from 1970 on */
  period.threads = 1;
  CHECK_OK(kenko_model_changes(model, NULL, snapshot, &period, &result, &error));
  kenko_result_free(result);
}

int main(void) {
  model = shop_model();
  snapshot = shop_snapshot();
  older_evaluate_options();
  older_series_options();
  TAIL_IS_LOOKED_AT(kenko_series_options, offsetof(kenko_series_options, columns),
                    KENKO_SERIES_OPTIONS_INIT, instants = today;
                    options.known.instant_count = 1,
                    kenko_model_series(model, snapshot, given, &result, &error));
  TAIL_IS_LOOKED_AT(kenko_period_options, sizeof(kenko_period_options), KENKO_PERIOD_OPTIONS_INIT,
                    from = options.known.to = SHOP_TODAY,
                    kenko_model_changes(model, NULL, snapshot, given, &result, &error));
  TAIL_IS_LOOKED_AT(kenko_period_options, sizeof(kenko_period_options), KENKO_PERIOD_OPTIONS_INIT,
                    from = options.known.to = SHOP_TODAY,
                    kenko_model_retention(model, snapshot, given, &result, &error));
  without_macros();
  kenko_snapshot_free(snapshot);
  kenko_model_free(model);
  return check_failures;
}
