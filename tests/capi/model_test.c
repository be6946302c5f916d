/* Parsing: what a model tells of itself, diagnostics, files. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */

#include <stdlib.h>
#include <unistd.h>

#include "shop.h"

static void tell_of_itself(void) {
  kenko_model* const model = shop_model();
  kenko_model* same = shop_model();
  size_t length = 0, other = 0;
  CHECK(check_is_text(kenko_model_name(model, &length), 4, "shop") && length == 4);
  CHECK(strlen(kenko_model_hash(model, &length)) == 16 && length == 16);
  CHECK(strcmp(kenko_model_hash(model, NULL), kenko_model_hash(same, &other)) == 0);
  CHECK(kenko_model_clock_count(model) == 1); /* the trend's */
  CHECK(check_is_text(kenko_model_customer_id_column(model, &length), 11, "customer_id"));
  CHECK(kenko_model_valid_from_column(model, &length) != NULL);
  CHECK(kenko_model_customer_attribute_count(model) == 2);
  CHECK(check_is_text(kenko_model_customer_attribute_name(model, 0, &length), 5, "seats"));
  CHECK(kenko_model_customer_attribute_type(model, 0) == KENKO_ATTRIBUTE_NUMBER);
  CHECK(check_is_text(kenko_model_customer_attribute_name(model, 1, &length), 4, "plan"));
  CHECK(kenko_model_customer_attribute_type(model, 1) == KENKO_ATTRIBUTE_TEXT);
  CHECK(kenko_model_customer_attribute_name(model, 2, &length) == NULL && length == 0);
  CHECK(kenko_model_customer_attribute_type(model, 2) == -1);
  CHECK(kenko_model_activity_attribute_count(model) == 0);
  CHECK(kenko_model_activity_attribute_name(model, 0, NULL) == NULL);
  CHECK(kenko_model_activity_attribute_type(model, 0) == -1);
  kenko_model_free(model);
  kenko_model_free(same);
}

static void warn(void) {
  static const char text[] =
      "kenko: 1\nname: x\nmeasures:\n  unused: {count: login}\nscorecards:\n"
      "  - {name: a, signals: [{name: b, measure: {count: c}, curve: [[0, 0], [1, 100]]}]}\n";
  kenko_model* model = NULL;
  kenko_diagnostics* diagnostics = NULL;
  kenko_error* error = NULL;
  size_t length = 0;
  CHECK_OK(kenko_model_parse(text, strlen(text), NULL, 0, &model, &diagnostics, &error));
  CHECK(model != NULL && diagnostics != NULL);
  CHECK(kenko_diagnostics_count(diagnostics) == 1);
  CHECK(kenko_diagnostics_severity(diagnostics, 0) == KENKO_SEVERITY_WARNING);
  CHECK(kenko_diagnostics_line(diagnostics, 0) == 4);
  CHECK(kenko_diagnostics_column(diagnostics, 0) == 3);
  CHECK(strstr(kenko_diagnostics_message(diagnostics, 0, &length), "unused") != NULL);
  CHECK(length > 6);
  CHECK(kenko_diagnostics_severity(diagnostics, 1) == -1);
  CHECK(kenko_diagnostics_line(diagnostics, 1) == 0);
  CHECK(kenko_diagnostics_column(diagnostics, 1) == 0);
  CHECK(kenko_diagnostics_message(diagnostics, 1, &length) == NULL && length == 0);
  kenko_diagnostics_free(diagnostics);
  kenko_model_free(model);
}

static void fail(void) {
  static const char text[] =
      "kenko: 1\nname: x\nonboardng: {}\nscorecards:\n"
      "  - {name: a, signals: [{name: b, measure: c, curve: [[0, 0], [1, 100]]}]}\n";
  kenko_model* model = (kenko_model*)text; /* anything, to see it nulled */
  kenko_diagnostics* diagnostics = NULL;
  kenko_error* error = NULL;
  size_t length = 0;
  const kenko_status status =
      kenko_model_parse(text, strlen(text), "m.yaml", 6, &model, &diagnostics, &error);
  CHECK(status == KENKO_INVALID_ARGUMENT && kenko_error_code(error) == status);
  CHECK(model == NULL);
  CHECK(strncmp(kenko_error_message(error, NULL), "m.yaml:3:1: error: ", 19) == 0);
  CHECK(strstr(kenko_error_message(error, NULL), "\nm.yaml:5:") != NULL);
  CHECK(check_is_text(kenko_error_file(error, &length), 6, "m.yaml"));
  CHECK(check_is_text(kenko_error_table(error, &length), 0, "") && length == 0);
  CHECK(check_is_text(kenko_error_column(error, &length), 0, ""));
  CHECK(kenko_error_row(error) == -1);
  CHECK(kenko_error_line(error) == 3 && kenko_error_file_column(error) == 1);
  CHECK(kenko_diagnostics_count(diagnostics) == 2);
  CHECK(kenko_diagnostics_severity(diagnostics, 0) == KENKO_SEVERITY_ERROR);
  CHECK(kenko_diagnostics_line(diagnostics, 1) == 5);
  kenko_error_free(error);
  kenko_diagnostics_free(diagnostics);

  /* Who wants no error and no diagnostics gets the status alone. */
  CHECK(kenko_model_parse(text, strlen(text), "m.yaml", 6, &model, NULL, NULL) ==
        KENKO_INVALID_ARGUMENT);
}

static void read_files(void) {
  char path[] = "/tmp/kenko_model_test_XXXXXX";
  kenko_model* model = NULL;
  kenko_diagnostics* diagnostics = NULL;
  kenko_error* error = NULL;
  const int descriptor = mkstemp(path);
  const ssize_t size = (ssize_t)strlen(shop_model_text);
  CHECK(descriptor >= 0 && write(descriptor, shop_model_text, (size_t)size) == size);
  close(descriptor);
  CHECK_OK(kenko_model_parse_file(path, strlen(path), &model, &diagnostics, &error));
  CHECK(model != NULL && diagnostics != NULL && kenko_diagnostics_count(diagnostics) == 0);
  kenko_diagnostics_free(diagnostics);
  kenko_model_free(model);
  unlink(path);

  CHECK_FAILS(kenko_model_parse_file(path, strlen(path), &model, &diagnostics, &error),
              KENKO_NOT_FOUND, "there is no such file");
  CHECK(model == NULL && diagnostics == NULL);
  CHECK_FAILS(kenko_model_parse_file("/tmp", 4, &model, NULL, &error), KENKO_INVALID_ARGUMENT,
              "is a directory");
  CHECK_FAILS(kenko_model_parse_file("a\0b", 3, &model, NULL, &error), KENKO_INVALID_ARGUMENT,
              "holds a NUL");
  CHECK_FAILS(kenko_model_parse_file("", 0, &model, NULL, &error), KENKO_INVALID_ARGUMENT,
              "path is empty");
}

int main(void) {
  tell_of_itself();
  warn();
  fail();
  read_files();
  return check_failures;
}
