/* Evaluating: customers by id, known, progress, and a host with a floating point of its own. */
#include <fenv.h>
#include <pthread.h>

#include "shop.h"

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

static kenko_model* model;
static kenko_snapshot* snapshot;

static void choose_customers(void) {
  const kenko_evaluate_options unset = KENKO_EVALUATE_OPTIONS_INIT;
  kenko_evaluate_options options = unset;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  const int64_t ids[2] = {9, 7};
  double scores[4] = {0};
  options.as_of = SHOP_TODAY;
  options.customer_id_type = KENKO_ID_INTEGER;
  options.customer_ids = ids;
  options.customer_count = 2;
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  CHECK(shop_scores(result, scores, 4) == 2);
  CHECK(scores[0] == 50 && scores[1] == 0); /* in the portfolio's order */
  kenko_result_free(result);
  options.customer_ids = NULL;
  options.customer_count = 0; /* none, which is not all */
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  CHECK(shop_scores(result, scores, 4) == 0);
  kenko_result_free(result);
}

static void look_back(void) {
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  double scores[4] = {0};
  options.as_of = SHOP_TODAY - 2 * SHOP_DAY;
  options.has_known = 1;
  options.known = SHOP_TODAY;
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  CHECK(shop_scores(result, scores, 4) == 3);
  CHECK(scores[0] == 25 && scores[1] == 25);
  kenko_result_free(result);
}

typedef struct calls {
  int count, stop_after;
  double last;
} calls;

static int32_t count_calls(double done, void* user_data) {
  calls* const seen = (calls*)user_data;
  CHECK(done >= seen->last && done <= 1);
  seen->last = done;
  return ++seen->count > seen->stop_after;
}

static void progress(void) {
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  calls seen = {0, 1000, 0};
  options.as_of = SHOP_TODAY;
  options.progress = count_calls;
  options.user_data = &seen;
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  CHECK(seen.count > 0);
  kenko_result_free(result);
  seen.count = seen.stop_after = 0;
  seen.last = 0;
  CHECK_FAILS(kenko_model_evaluate(model, snapshot, &options, &result, &error), KENKO_CANCELLED,
              "");
  CHECK(result == NULL);
}

/* Rounds up, and flushes subnormals where there is such a thing. */
static void odd_floating_point(void) {
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  kenko_portfolio* portfolio = NULL;
  double scores[4] = {0};
  fenv_t before;
#if defined(__SSE2__)
  unsigned control;
#endif
  fegetenv(&before);
  fesetround(FE_UPWARD);
#if defined(__SSE2__)
  _mm_setcsr(_mm_getcsr() | 0x8040);
  control = _mm_getcsr();
#endif
  kenko_model_free(shop_model());
  portfolio = shop_portfolio();
  options.as_of = SHOP_TODAY;
  CHECK_OK(kenko_model_evaluate(model, snapshot, &options, &result, &error));
  CHECK(fegetround() == FE_UPWARD);
#if defined(__SSE2__)
  CHECK(_mm_getcsr() == control);
#endif
  fesetenv(&before);
  CHECK(shop_scores(result, scores, 4) == 3 && scores[0] == 50);
  kenko_result_free(result);
  kenko_portfolio_free(portfolio);
}

static void* evaluate_often(void* unused) {
  int i;
  for (i = 0; i < 20; ++i) {
    look_back();
    choose_customers();
  }
  return unused;
}

int main(void) {
  pthread_t threads[2];
  model = shop_model();
  snapshot = shop_snapshot();
  choose_customers();
  look_back();
  progress();
  odd_floating_point();
  CHECK(pthread_create(&threads[0], NULL, evaluate_often, NULL) == 0);
  CHECK(pthread_create(&threads[1], NULL, evaluate_often, NULL) == 0);
  pthread_join(threads[0], NULL);
  pthread_join(threads[1], NULL);
  kenko_snapshot_free(snapshot);
  kenko_model_free(model);
  return check_failures;
}
