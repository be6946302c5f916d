/* kenko: customer health scores. The stable C ABI of libkenko.
 *
 *   kenko_model_parse → kenko_portfolio_create → kenko_portfolio_load (Arrow) or _record (one row)
 *   → kenko_snapshot_take → kenko_model_evaluate, _series, _changes or _retention
 *   → kenko_result_export (Arrow)
 *   and for one customer, right after something happened:
 *   kenko_evaluator_create → kenko_portfolio_record_activity → kenko_snapshot_take
 *   → kenko_evaluator_assess
 *
 * Rules that hold throughout:
 *
 * Status     A function that can fail returns a kenko_status: KENKO_OK, or what is wrong. Its last
 *            parameter, `error`, may be null; else *error is null on success, and on failure an
 *            object that tells what and where, which the caller frees.
 * Ownership  What a function returns is borrowed and lives as long as the object it was asked of.
 *            What it puts into an out-parameter is the caller's, to be freed by kenko_<noun>_free.
 *            Every output is null after a failure, unless the function says otherwise. Inputs are
 *            read during the call only, unless it says otherwise. …_free(NULL) does nothing.
 * Threads    Any number of threads may at once use an object through `const kenko_x*`. A call that
 *            takes `kenko_x*` must be the only one that uses the object meanwhile, from any thread.
 *            Freeing is such a use. The library starts threads only where asked for, joins them
 *            before it returns, keeps no mutable globals, and depends on no locale or environment.
 * Text       UTF-8 as pointer and length in bytes; it may hold NUL. Null is allowed where the
 *            length is 0. Texts that functions return are also followed by a NUL, and a `length`
 *            pointer may be null.
 * Pointers   May not be null unless the comment says so; null where it may not be is
 *            KENKO_INVALID_ARGUMENT, and a getter gives 0 or null. So does an index out of range.
 * Instants   Microseconds since 1970-01-01T00:00:00Z, within the years 0001 to 9999.
 * Options    A struct with `struct_size` is filled from its …_INIT, so that a program compiled with
 *            this header goes on working with later libraries. In a language without macros: all
 *            zero, then struct_size, and the fields whose default is not 0 as their comments say.
 *
 * Nothing here prints, aborts, throws or lets an exception out.
 * Everything is since version 0.1 unless its comment says otherwise. */
#ifndef KENKO_C_H_
#define KENKO_C_H_

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define KENKO_EXPORT __attribute__((visibility("default")))
#else
#define KENKO_EXPORT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Arrow: the structures of the C data and C stream interfaces, as their specification gives
 * them, guarded so that several libraries may define them. ---- */

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

/* ---- Types ---- */

typedef struct kenko_error kenko_error;             /* what is wrong, and where */
typedef struct kenko_model kenko_model;             /* a parsed and checked health model */
typedef struct kenko_diagnostics kenko_diagnostics; /* errors and warnings of a model file */
typedef struct kenko_portfolio kenko_portfolio;     /* customers, activities, milestones, feeds */
typedef struct kenko_load_report kenko_load_report; /* what a load took in and left out */
typedef struct kenko_snapshot kenko_snapshot;       /* what a portfolio held at one moment */
typedef struct kenko_result kenko_result;           /* the tables of one evaluation */
typedef struct kenko_evaluator kenko_evaluator;     /* a model that is asked of one at a time */

/* A text in an array of texts. */
typedef struct kenko_text {
  const char* data;
  size_t length;
} kenko_text;

/* The numbers are those of absl::StatusCode; later versions may return others of those. */
typedef int32_t kenko_status;
enum {
  KENKO_OK = 0,
  KENKO_CANCELLED = 1,          /* a progress callback asked for it */
  KENKO_INVALID_ARGUMENT = 3,   /* the model, the data or an argument is wrong */
  KENKO_NOT_FOUND = 5,          /* a file, a customer or a table is not there */
  KENKO_RESOURCE_EXHAUSTED = 8, /* out of memory, or beyond a limit */
  KENKO_INTERNAL = 13           /* a fault of kenko */
};

/* ---- Version ---- */

/* The version of this interface. It grows when something is added; nothing is ever taken away
 * within one SONAME. */
enum { KENKO_ABI_VERSION = 3 };

/* The KENKO_ABI_VERSION that the library was built with. Any thread; cannot fail. */
KENKO_EXPORT int32_t kenko_version_abi(void);
/* The library's version, e.g. "0.1.0"; static, NUL-terminated. Any thread; cannot fail. */
KENKO_EXPORT const char* kenko_version_text(void);

/* ---- Errors ---- */

/* KENKO_OK for a null error. */
KENKO_EXPORT kenko_status kenko_error_code(const kenko_error* error);
/* What is wrong and what would be right, location included; one or more lines. */
KENKO_EXPORT const char* kenko_error_message(const kenko_error* error, size_t* length);
/* The input table, column and model file that the error is about; empty where none is. */
KENKO_EXPORT const char* kenko_error_table(const kenko_error* error, size_t* length);
KENKO_EXPORT const char* kenko_error_column(const kenko_error* error, size_t* length);
KENKO_EXPORT const char* kenko_error_file(const kenko_error* error, size_t* length);
/* The row from 0, counted over all batches of a load; -1 where none applies. */
KENKO_EXPORT int64_t kenko_error_row(const kenko_error* error);
/* The line and the column in characters of a model file, both from 1; 0 where none applies. */
KENKO_EXPORT int32_t kenko_error_line(const kenko_error* error);
KENKO_EXPORT int32_t kenko_error_file_column(const kenko_error* error);
/* Frees an error; null does nothing. */
KENKO_EXPORT void kenko_error_free(kenko_error* error);

/* ---- Models ---- */

/* Parses, checks and compiles a model.
 *
 * `text` is the model file's content. `file` is its name for messages; it may be empty, and nothing
 * is read from disk. On failure the error's message holds every error of the file, one a line, and
 * its location the first. `diagnostics` may be null; else it receives all errors and warnings in
 * the order of the file, on failure (of the model's text) as on success: free it in both cases. */
KENKO_EXPORT kenko_status kenko_model_parse(const char* text, size_t text_length, const char* file,
                                            size_t file_length, kenko_model** model,
                                            kenko_diagnostics** diagnostics, kenko_error** error);
/* The same, of a file that is read from disk; `path` may not hold NUL. KENKO_NOT_FOUND where there
 * is no such file. */
KENKO_EXPORT kenko_status kenko_model_parse_file(const char* path, size_t path_length,
                                                 kenko_model** model,
                                                 kenko_diagnostics** diagnostics,
                                                 kenko_error** error);
/* Frees a model; null does nothing. Results that were computed with it stay. */
KENKO_EXPORT void kenko_model_free(kenko_model* model);

KENKO_EXPORT const char* kenko_model_name(const kenko_model* model, size_t* length);
/* 16 hexadecimal digits: the same text has the same hash. */
KENKO_EXPORT const char* kenko_model_hash(const kenko_model* model, size_t* length);
/* How many different earlier clocks the model needs: what makes evaluating it dear. */
KENKO_EXPORT int32_t kenko_model_clock_count(const kenko_model* model);
/* The grid on which bands are held stable, in microseconds: its step, and how far back it reaches.
 * Both 0 where the model has no `stability`. Since ABI 2. */
KENKO_EXPORT int64_t kenko_model_stability_every(const kenko_model* model);
KENKO_EXPORT int64_t kenko_model_stability_look_back(const kenko_model* model);
/* The columns of the customers table that hold the id and the instant from which a row holds, by
 * the model; the latter may be empty (none). Pass them on in kenko_load_options. */
KENKO_EXPORT const char* kenko_model_customer_id_column(const kenko_model* model, size_t* length);
KENKO_EXPORT const char* kenko_model_valid_from_column(const kenko_model* model, size_t* length);

/* Types of the attributes that a model declares. */
enum {
  KENKO_ATTRIBUTE_TEXT = 0,
  KENKO_ATTRIBUTE_NUMBER = 1,
  KENKO_ATTRIBUTE_FLAG = 2,
  KENKO_ATTRIBUTE_TIME = 3
};

/* The attribute columns that the model declares, by index in the order of the file: how many, the
 * name (null beyond the last), and a KENKO_ATTRIBUTE_… (-1 beyond the last). */
KENKO_EXPORT size_t kenko_model_customer_attribute_count(const kenko_model* model);
KENKO_EXPORT const char* kenko_model_customer_attribute_name(const kenko_model* model, size_t index,
                                                             size_t* length);
KENKO_EXPORT int32_t kenko_model_customer_attribute_type(const kenko_model* model, size_t index);
KENKO_EXPORT size_t kenko_model_activity_attribute_count(const kenko_model* model);
KENKO_EXPORT const char* kenko_model_activity_attribute_name(const kenko_model* model, size_t index,
                                                             size_t* length);
KENKO_EXPORT int32_t kenko_model_activity_attribute_type(const kenko_model* model, size_t index);

enum { KENKO_SEVERITY_ERROR = 0, KENKO_SEVERITY_WARNING = 1 };

/* What kenko_model_parse had to say, by index in the order of the file: how many, a
 * KENKO_SEVERITY_…
 * (-1 beyond the last), line and column from 1 (0 beyond the last), and the message without the
 * location (null beyond the last). */
KENKO_EXPORT size_t kenko_diagnostics_count(const kenko_diagnostics* diagnostics);
KENKO_EXPORT int32_t kenko_diagnostics_severity(const kenko_diagnostics* diagnostics, size_t index);
KENKO_EXPORT int32_t kenko_diagnostics_line(const kenko_diagnostics* diagnostics, size_t index);
KENKO_EXPORT int32_t kenko_diagnostics_column(const kenko_diagnostics* diagnostics, size_t index);
KENKO_EXPORT const char* kenko_diagnostics_message(const kenko_diagnostics* diagnostics,
                                                   size_t index, size_t* length);
/* Frees diagnostics; null does nothing. */
KENKO_EXPORT void kenko_diagnostics_free(kenko_diagnostics* diagnostics);

/* ---- Portfolios: the data ---- */

/* A new, empty portfolio. */
KENKO_EXPORT kenko_status kenko_portfolio_create(kenko_portfolio** portfolio, kenko_error** error);
/* Frees a portfolio; null does nothing. Snapshots taken of it stay. */
KENKO_EXPORT void kenko_portfolio_free(kenko_portfolio* portfolio);

/* The input tables. */
enum {
  KENKO_TABLE_CUSTOMERS = 0,
  KENKO_TABLE_ACTIVITIES = 1,
  KENKO_TABLE_MILESTONES = 2,
  KENKO_TABLE_FEEDS = 3
};

/* How to load. Null instead of a pointer to it means the defaults. */
typedef struct kenko_load_options {
  size_t struct_size; /* sizeof(kenko_load_options) */
  /* Columns of the customers table. Null: "customer_id" and "valid_from". A valid_from column that
   * is not null but empty: the table has none. */
  const char* id_column;
  size_t id_column_length;
  const char* valid_from_column;
  size_t valid_from_column_length;
  /* Not 0: bad rows are left out, counted and listed in the report instead of failing the load. */
  int32_t set_aside;
  /* How many threads a large load of activities may use, the calling one among them; 0 is 1. The
   * portfolio is the same for any number. The stream is read on the calling thread. Since ABI 3;
   * before, it had to be 0. */
  int32_t threads;
  /* Null: none. Called before each batch, on the calling thread, with the number of rows handed on
   * so far. Not 0 cancels: KENKO_CANCELLED, and the portfolio is as it was. It must not use the
   * portfolio. */
  int32_t (*progress)(int64_t rows, void* user_data);
  void* user_data; /* may be null */
} kenko_load_options;
#define KENKO_LOAD_OPTIONS_INIT \
  { sizeof(struct kenko_load_options), NULL, 0, NULL, 0, 0, 0, NULL, NULL }

/* Takes in all rows of an Arrow stream of record batches, or on failure none: then the portfolio is
 * as it was.
 *
 * `table` is a KENKO_TABLE_…. `stream` is always released, on failure too, whatever the failure.
 * Taken are utf8, large_utf8, utf8_view and dictionaries of them, every integer and float width,
 * decimal128, bool, date32, date64, timestamps of every unit (without a zone: UTC), and null; types
 * may differ from batch to batch. Customer ids are integers or text throughout a portfolio.
 * `options` may be null. `report` may be null; else it is the caller's to free. */
KENKO_EXPORT kenko_status kenko_portfolio_load(kenko_portfolio* portfolio, int32_t table,
                                               struct ArrowArrayStream* stream,
                                               const kenko_load_options* options,
                                               kenko_load_report** report, kenko_error** error);

KENKO_EXPORT int64_t kenko_load_report_rows_loaded(const kenko_load_report* report);
KENKO_EXPORT int64_t kenko_load_report_rows_set_aside(const kenko_load_report* report);
/* The first bad rows that were set aside (at most 100), by index in row order: how many, the row
 * from 0 (-1 beyond the last), the column, and a message that holds both (null beyond the last). */
KENKO_EXPORT size_t kenko_load_report_bad_row_count(const kenko_load_report* report);
KENKO_EXPORT int64_t kenko_load_report_bad_row(const kenko_load_report* report, size_t index);
KENKO_EXPORT const char* kenko_load_report_bad_row_column(const kenko_load_report* report,
                                                          size_t index, size_t* length);
KENKO_EXPORT const char* kenko_load_report_bad_row_message(const kenko_load_report* report,
                                                           size_t index, size_t* length);
/* Frees a report; null does nothing. */
KENKO_EXPORT void kenko_load_report_free(kenko_load_report* report);

/* What a kenko_field holds. */
enum {
  KENKO_FIELD_MISSING = 0,
  KENKO_FIELD_INTEGER = 1, /* integer */
  KENKO_FIELD_NUMBER = 2,  /* number */
  KENKO_FIELD_FLAG = 3,    /* flag: 0, or not 0 */
  KENKO_FIELD_TEXT = 4,    /* text and text_length; null with length 0 is the empty text */
  KENKO_FIELD_TIME = 5     /* integer: an instant */
};

/* One named cell of a record. Of the values only those count that `type` names. This struct never
 * grows, as it comes in arrays. */
typedef struct kenko_field {
  const char* name;
  size_t name_length;
  int32_t type; /* KENKO_FIELD_… */
  int32_t flag;
  int64_t integer;
  double number;
  const char* text;
  size_t text_length;
} kenko_field;

/* Takes in one row of any table: the same as a load of that row alone. `fields` may be null where
 * field_count is 0; `options` may be null; its set_aside must be 0 and its progress is not called.
 */
KENKO_EXPORT kenko_status kenko_portfolio_record(kenko_portfolio* portfolio, int32_t table,
                                                 const kenko_field* fields, size_t field_count,
                                                 const kenko_load_options* options,
                                                 kenko_error** error);

/* Kinds of customer ids. */
enum { KENKO_ID_NONE = 0, KENKO_ID_INTEGER = 1, KENKO_ID_TEXT = 2 };

/* One activity: the fast road for what just happened. */
typedef struct kenko_activity {
  size_t struct_size;           /* sizeof(kenko_activity) */
  int32_t customer_id_type;     /* KENKO_ID_INTEGER or KENKO_ID_TEXT */
  int32_t retracted;            /* not 0: takes back the activity of this id */
  int64_t customer_id;          /* KENKO_ID_INTEGER */
  const char* customer_id_text; /* KENKO_ID_TEXT */
  size_t customer_id_text_length;
  int64_t at; /* an instant; the INIT's is none, so it must be set */
  const char* kind;
  size_t kind_length;
  double value;        /* where has_value */
  int64_t valid_until; /* where has_valid_until; else for ever */
  int64_t recorded_at; /* where has_recorded_at; else the beginning of time */
  int32_t has_value;   /* not 0: it has one */
  int32_t has_valid_until;
  int32_t has_recorded_at;
  int32_t reserved;  /* 0 */
  const char* actor; /* which person; null: missing */
  size_t actor_length;
  const char* id; /* of the activity; empty: missing */
  size_t id_length;
  const kenko_field* attributes; /* further columns; null where attribute_count is 0 */
  size_t attribute_count;
} kenko_activity;
#define KENKO_ACTIVITY_INIT                                                                     \
  {                                                                                             \
    sizeof(struct kenko_activity), 0, 0, 0, NULL, 0, INT64_MIN, NULL, 0, 0.0, 0, 0, 0, 0, 0, 0, \
        NULL, 0, NULL, 0, NULL, 0                                                               \
  }

/* Takes in one activity. It may be late or out of order. */
KENKO_EXPORT kenko_status kenko_portfolio_record_activity(kenko_portfolio* portfolio,
                                                          const kenko_activity* activity,
                                                          kenko_error** error);

/* ---- Snapshots ---- */

/* Takes an immutable view of what the portfolio holds now; cheap. It changes nothing that can be
 * seen, but it is a use of the portfolio: no load or record may run at the same time. The snapshot
 * itself is free of that: any number of threads may evaluate it while the portfolio goes on
 * recording, and it may outlive the portfolio. */
KENKO_EXPORT kenko_status kenko_snapshot_take(const kenko_portfolio* portfolio,
                                              kenko_snapshot** snapshot, kenko_error** error);
/* Frees a snapshot; null does nothing. Results stay. */
KENKO_EXPORT void kenko_snapshot_free(kenko_snapshot* snapshot);

/* ---- Evaluation ---- */

typedef struct kenko_evaluate_options {
  size_t struct_size; /* sizeof(kenko_evaluate_options) */
  /* The instant at which the question is asked: nothing after it has influence. Must be set; the
   * INIT's is INT64_MIN, which is refused. */
  int64_t as_of;
  /* What was known then; where has_known is 0 it is as_of. */
  int64_t known;
  int32_t has_known;
  /* At least 1, the INIT's; the answer is the same to the last bit for any number. */
  int32_t threads;
  /* Names of tables, see kenko_output_table_name; one that is not asked for costs nothing. Null
   * with count 0: "health" alone. */
  const kenko_text* tables;
  size_t table_count;
  /* Which customers, by KENKO_ID_…: KENKO_ID_NONE is all of them; else the customer_count ids of
   * the array of that kind. One that the portfolio has no customer row of is KENKO_NOT_FOUND. */
  const int64_t* customer_ids;         /* KENKO_ID_INTEGER */
  const kenko_text* customer_id_texts; /* KENKO_ID_TEXT */
  size_t customer_count;
  int32_t customer_id_type;
  int32_t reserved; /* 0 */
  /* Null: none. Called now and then, on the calling thread, with the share done, 0 to 1. Not 0
   * cancels: KENKO_CANCELLED. */
  int32_t (*progress)(double done, void* user_data);
  void* user_data; /* may be null */
  /* The text attribute or text fact (by its full name, e.g. "tier", "onboarding.plan") by which the
   * table "summary" groups customers. Null or empty: all are one group, whose name is missing.
   * Since ABI 2. */
  const char* group_by;
  size_t group_by_length;
  /* Names of columns of the table "health": it has these only, in its own order, and customer_id;
   * what no column shows is not computed. Null with count 0: all. Since ABI 3. */
  const kenko_text* health_columns;
  size_t health_column_count;
} kenko_evaluate_options;
#define KENKO_EVALUATE_OPTIONS_INIT                                                                \
  {                                                                                                \
    sizeof(struct kenko_evaluate_options), INT64_MIN, 0, 0, 1, NULL, 0, NULL, NULL, 0, 0, 0, NULL, \
        NULL, NULL, 0, NULL, 0                                                                     \
  }

/* Evaluates a model on a snapshot. Model and snapshot may be in use by other threads, and may be
 * freed afterwards: the result does not need them. The tables "tier_plan" and "tier_load" are of a
 * whole portfolio: with a choice of customers they are KENKO_INVALID_ARGUMENT. */
KENKO_EXPORT kenko_status kenko_model_evaluate(const kenko_model* model,
                                               const kenko_snapshot* snapshot,
                                               const kenko_evaluate_options* options,
                                               kenko_result** result, kenko_error** error);

/* What the questions about many instants and about two take. Fields that kenko_evaluate_options
 * has too mean the same here. Since ABI 2. */
typedef struct kenko_series_options {
  size_t struct_size;      /* sizeof(kenko_series_options) */
  const int64_t* instants; /* at least one; they must rise */
  size_t instant_count;
  /* What was known at one instant, for all of the series; where has_known is 0, at each instant
   * what was known then. */
  int64_t known;
  int32_t has_known;
  int32_t threads;
  const int64_t* customer_ids;
  const kenko_text* customer_id_texts;
  size_t customer_count;
  int32_t customer_id_type;
  int32_t reserved; /* 0 */
  int32_t (*progress)(double done, void* user_data);
  void* user_data; /* may be null */
  /* As health_columns of kenko_evaluate_options; as_of is always there, too. Since ABI 3. */
  const kenko_text* columns;
  size_t column_count;
} kenko_series_options;
#define KENKO_SERIES_OPTIONS_INIT                                                                 \
  {                                                                                               \
    sizeof(struct kenko_series_options), NULL, 0, 0, 0, 1, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, \
        0                                                                                         \
  }

typedef struct kenko_period_options {
  size_t struct_size; /* sizeof(kenko_period_options) */
  int64_t from;       /* must be set, as as_of must; seen as it was known then */
  int64_t to;         /* likewise; not before `from` */
  /* Of kenko_model_retention, taken at `from`; kenko_model_changes does not read it. */
  const char* group_by;
  size_t group_by_length;
  const int64_t* customer_ids;
  const kenko_text* customer_id_texts;
  size_t customer_count;
  int32_t customer_id_type;
  int32_t threads;
  int32_t (*progress)(double done, void* user_data);
  void* user_data; /* may be null */
} kenko_period_options;
#define KENKO_PERIOD_OPTIONS_INIT                                                                  \
  {                                                                                                \
    sizeof(struct kenko_period_options), INT64_MIN, INT64_MIN, NULL, 0, NULL, NULL, 0, 0, 1, NULL, \
        NULL                                                                                       \
  }

/* The health of customers at many instants, for little more than the cost of one: a result with
 * the table "series", whose columns are those of "health" and as_of behind customer_id, by
 * customer, then by instant. Threads and ownership as kenko_model_evaluate. Since ABI 2. */
KENKO_EXPORT kenko_status kenko_model_series(const kenko_model* model,
                                             const kenko_snapshot* snapshot,
                                             const kenko_series_options* options,
                                             kenko_result** result, kenko_error** error);
/* Why scores moved between two instants: a result with the table "changes", in points that add up
 * to the difference. `to_model` may be null; else the score at `to` is that model's. Threads and
 * ownership as kenko_model_evaluate. Since ABI 2. */
KENKO_EXPORT kenko_status kenko_model_changes(const kenko_model* model, const kenko_model* to_model,
                                              const kenko_snapshot* snapshot,
                                              const kenko_period_options* options,
                                              kenko_result** result, kenko_error** error);
/* What became of the customers of `from` until `to`: a result with the table "retention". Threads
 * and ownership as kenko_model_evaluate. Since ABI 2. */
KENKO_EXPORT kenko_status kenko_model_retention(const kenko_model* model,
                                                const kenko_snapshot* snapshot,
                                                const kenko_period_options* options,
                                                kenko_result** result, kenko_error** error);

/* Frees a result; null does nothing. Streams exported from it stay. */
KENKO_EXPORT void kenko_result_free(kenko_result* result);

/* The result's tables, by index in the order in which they were asked for: how many, and the name
 * (null beyond the last). */
KENKO_EXPORT size_t kenko_result_table_count(const kenko_result* result);
KENKO_EXPORT const char* kenko_result_table_name(const kenko_result* result, size_t index,
                                                 size_t* length);
/* Makes *stream an Arrow stream of a table, without copying its numbers; it may be done again.
 *
 * `stream` points to a struct that is the caller's and is overwritten; release it through its
 * `release`, on any thread, before or after the result and everything else is freed. On failure its
 * `release` is null. KENKO_NOT_FOUND where that table was not asked for. */
KENKO_EXPORT kenko_status kenko_result_export(const kenko_result* result, const char* table,
                                              size_t table_length, struct ArrowArrayStream* stream,
                                              kenko_error** error);

/* The names of tables that kenko_model_evaluate may be asked for: how many, and by index (null
 * beyond the last; static). Any thread; cannot fail. */
KENKO_EXPORT size_t kenko_output_table_count(void);
KENKO_EXPORT const char* kenko_output_table_name(size_t index, size_t* length);

/* ---- One customer at a time ---- */

/* Makes an evaluator, which answers for one customer in microseconds: it keeps what it prepared for
 * a question, and from the second one on allocates nothing, as long as the snapshots are of one
 * portfolio whose columns, kinds and feeds stay the same. Make one a thread. The model may be freed
 * afterwards. Since ABI 3. */
KENKO_EXPORT kenko_status kenko_evaluator_create(const kenko_model* model,
                                                 kenko_evaluator** evaluator, kenko_error** error);
/* Frees an evaluator; null does nothing. Since ABI 3. */
KENKO_EXPORT void kenko_evaluator_free(kenko_evaluator* evaluator);

/* Which customer, and when. Since ABI 3. */
typedef struct kenko_assess_options {
  size_t struct_size;           /* sizeof(kenko_assess_options) */
  int64_t as_of;                /* must be set, as that of kenko_evaluate_options */
  int64_t known;                /* what was known then; where has_known is 0 it is as_of */
  int32_t has_known;            /* not 0: known is set */
  int32_t customer_id_type;     /* KENKO_ID_INTEGER or KENKO_ID_TEXT */
  int64_t customer_id;          /* KENKO_ID_INTEGER */
  const char* customer_id_text; /* KENKO_ID_TEXT */
  size_t customer_id_text_length;
} kenko_assess_options;
#define KENKO_ASSESS_OPTIONS_INIT \
  { sizeof(struct kenko_assess_options), INT64_MIN, 0, 0, 0, 0, NULL, 0 }

/* How a customer is: its row of the table "health", whose columns the fields are named after, and
 * the plays that are to be done. What is missing is NaN in a double, INT64_MIN in band_since, -1 in
 * another integer, and null in a text. Texts and arrays are the evaluator's. Since ABI 3. */
typedef struct kenko_customer_summary {
  size_t struct_size; /* sizeof(kenko_customer_summary) */
  int32_t exists;     /* 1: it exists at as_of; 0: it does not, and all that follows is missing */
  int32_t attained;   /* 1, 0 or missing */
  double score;
  double coverage;
  double worst;
  double best;
  double trend;
  double priority;
  double days_in_band;
  double attainment;
  double onboarding_progress;
  double onboarding_stalled_days;
  double time_to_value_days;
  int64_t onboarding_late;
  int64_t band_since; /* an instant */
  kenko_text band;
  kenko_text raw_band;
  kenko_text band_reason;
  kenko_text previous_band;
  kenko_text scorecard;
  kenko_text direction;
  kenko_text tier;
  kenko_text tier_reason;
  kenko_text onboarding_plan;
  kenko_text onboarding_status;
  kenko_text next_milestone;
  const kenko_text* reasons; /* the rows that lost most points, at most 3, most first */
  size_t reason_count;
  const kenko_text* plays; /* in the order of the model */
  size_t play_count;
} kenko_customer_summary;
#define KENKO_CUSTOMER_SUMMARY_INIT                                                                \
  {                                                                                                \
    sizeof(struct kenko_customer_summary), 0, -1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,     \
        0.0, 0.0, -1, INT64_MIN, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, \
        {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, NULL, 0, NULL, 0                    \
  }

/* Fills *summary with how one customer is, as kenko_model_evaluate tells it of the same snapshot.
 *
 * `summary` points to a struct of the caller's, of which the part that both sides know is filled,
 * and the rest zeroed; on failure it is as that of a customer that does not exist. Its texts and
 * arrays hold until the evaluator's next use. The evaluator holds on to the snapshot until then,
 * also after kenko_snapshot_free. An id that the portfolio has no customer row of is
 * KENKO_NOT_FOUND. Since ABI 3. */
KENKO_EXPORT kenko_status kenko_evaluator_assess(kenko_evaluator* evaluator,
                                                 const kenko_snapshot* snapshot,
                                                 const kenko_assess_options* options,
                                                 kenko_customer_summary* summary,
                                                 kenko_error** error);

#ifdef __cplusplus
}
#endif

#endif /* KENKO_C_H_ */
