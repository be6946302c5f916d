#include "module.h"

int optional_instant(PyObject* object, int64_t* instant, int32_t* has) {
  *has = object != Py_None;
  if (*has) *instant = PyLong_AsLongLong(object);
  return *has && *instant == -1 && PyErr_Occurred() ? -1 : 0;
}

/* Null with length 0 where it is None. */
static int optional_text(PyObject* object, const char* what, const char** data, size_t* length) {
  *data = NULL;
  *length = 0;
  return object == Py_None ? 0 : text_from(object, what, data, length);
}

/* No names where it is None. */
static int optional_texts(PyObject* object, const char* what, TextArray* texts) {
  if (object != Py_None) return text_array_from(object, what, texts);
  memset(texts, 0, sizeof *texts);
  return 0;
}

/* What a call came to: the result, or the exception; a signal or the callback may have raised one
 * too. */
static PyObject* answer(ModuleState* state, kenko_status status, kenko_result* result,
                        kenko_error* error) {
  if (PyErr_Occurred()) {
    kenko_error_free(error);
    kenko_result_free(result);
    return NULL;
  }
  if (status != KENKO_OK) return raise_error(state, error);
  return result_new(state, result);
}

#define TAKE_CUSTOMERS(options, customers)                 \
  do {                                                     \
    (options).customer_id_type = (customers).type;         \
    (options).customer_ids = (customers).integers;         \
    (options).customer_id_texts = (customers).texts.items; \
    (options).customer_count = (customers).count;          \
  } while (0)

PyObject* module_evaluate(PyObject* module, PyObject* args, PyObject* kwargs) {
  static char* names[] = {"model",    "snapshot",       "as_of",   "known",
                          "tables",   "customers",      "threads", "progress",
                          "group_by", "health_columns", NULL};
  ModuleState* state = PyModule_GetState(module);
  PyObject *model, *snapshot, *known, *table_names, *customer_ids, *callback, *group_by, *columns;
  long long as_of;
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!LOOOiOOO:evaluate", names, state->model_type,
                                   &model, state->snapshot_type, &snapshot, &as_of, &known,
                                   &table_names, &customer_ids, &options.threads, &callback,
                                   &group_by, &columns)) {
    return NULL;
  }
  options.as_of = as_of;
  if (optional_instant(known, &options.known, &options.has_known) < 0) return NULL;
  if (optional_text(group_by, "group_by", &options.group_by, &options.group_by_length) < 0) {
    return NULL;
  }
  TextArray tables, health_columns;
  if (text_array_from(table_names, "a table's name", &tables) < 0) return NULL;
  if (optional_texts(columns, "a column's name", &health_columns) < 0) {
    text_array_free(&tables);
    return NULL;
  }
  Customers customers;
  if (customers_from(customer_ids, &customers) < 0) {
    text_array_free(&tables);
    text_array_free(&health_columns);
    return NULL;
  }
  options.tables = tables.items;
  options.table_count = tables.count;
  options.health_columns = health_columns.items;
  options.health_column_count = health_columns.count;
  TAKE_CUSTOMERS(options, customers);
  Progress progress;
  options.progress = on_share_done;
  options.user_data = &progress;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  progress_begin(&progress, callback);
  kenko_status status =
      kenko_model_evaluate(((ModelObject*)model)->model, ((SnapshotObject*)snapshot)->snapshot,
                           &options, &result, &error);
  progress_end(&progress);
  text_array_free(&tables);
  text_array_free(&health_columns);
  customers_free(&customers);
  return answer(state, status, result, error);
}

PyObject* module_series(PyObject* module, PyObject* args, PyObject* kwargs) {
  static char* names[] = {"model",   "snapshot", "instants", "known", "customers",
                          "threads", "progress", "columns",  NULL};
  ModuleState* state = PyModule_GetState(module);
  PyObject *model, *snapshot, *instants, *known, *customer_ids, *callback, *column_names;
  kenko_series_options options = KENKO_SERIES_OPTIONS_INIT;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!O!OOiOO:series", names, state->model_type,
                                   &model, state->snapshot_type, &snapshot, &PyTuple_Type,
                                   &instants, &known, &customer_ids, &options.threads, &callback,
                                   &column_names)) {
    return NULL;
  }
  if (optional_instant(known, &options.known, &options.has_known) < 0) return NULL;
  int64_t* numbers = NULL;
  TextArray columns;
  if (optional_texts(column_names, "a column's name", &columns) < 0) return NULL;
  Customers customers;
  if (integers_from(instants, &numbers, &options.instant_count) < 0 ||
      customers_from(customer_ids, &customers) < 0) {
    PyMem_Free(numbers);
    text_array_free(&columns);
    return NULL;
  }
  options.instants = numbers;
  options.columns = columns.items;
  options.column_count = columns.count;
  TAKE_CUSTOMERS(options, customers);
  Progress progress;
  options.progress = on_share_done;
  options.user_data = &progress;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  progress_begin(&progress, callback);
  kenko_status status =
      kenko_model_series(((ModelObject*)model)->model, ((SnapshotObject*)snapshot)->snapshot,
                         &options, &result, &error);
  progress_end(&progress);
  PyMem_Free(numbers);
  text_array_free(&columns);
  customers_free(&customers);
  return answer(state, status, result, error);
}

/* `to_model` is null for retention, None or a model for changes. */
static PyObject* ask_of_period(ModuleState* state, PyObject* model, PyObject* to_model,
                               PyObject* snapshot, kenko_period_options* options,
                               PyObject* customer_ids, PyObject* callback) {
  Customers customers;
  if (customers_from(customer_ids, &customers) < 0) return NULL;
  TAKE_CUSTOMERS(*options, customers);
  Progress progress;
  options->progress = on_share_done;
  options->user_data = &progress;
  const kenko_model* from = ((ModelObject*)model)->model;
  const kenko_snapshot* data = ((SnapshotObject*)snapshot)->snapshot;
  const kenko_model* to =
      to_model == NULL || to_model == Py_None ? NULL : ((ModelObject*)to_model)->model;
  kenko_result* result = NULL;
  kenko_error* error = NULL;
  kenko_status status;
  progress_begin(&progress, callback);
  if (to_model != NULL) {
    status = kenko_model_changes(from, to, data, options, &result, &error);
  } else {
    status = kenko_model_retention(from, data, options, &result, &error);
  }
  progress_end(&progress);
  customers_free(&customers);
  return answer(state, status, result, error);
}

PyObject* module_changes(PyObject* module, PyObject* args, PyObject* kwargs) {
  static char* names[] = {"model",     "to_model", "snapshot", "start", "end",
                          "customers", "threads",  "progress", NULL};
  ModuleState* state = PyModule_GetState(module);
  PyObject *model, *to_model, *snapshot, *customer_ids, *callback;
  long long start, end;
  kenko_period_options options = KENKO_PERIOD_OPTIONS_INIT;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!OO!LLOiO:changes", names, state->model_type,
                                   &model, &to_model, state->snapshot_type, &snapshot, &start, &end,
                                   &customer_ids, &options.threads, &callback)) {
    return NULL;
  }
  if (to_model != Py_None && !PyObject_TypeCheck(to_model, state->model_type)) {
    PyErr_SetString(PyExc_TypeError, "to_model must be a model or None");
    return NULL;
  }
  options.from = start;
  options.to = end;
  return ask_of_period(state, model, to_model, snapshot, &options, customer_ids, callback);
}

PyObject* module_retention(PyObject* module, PyObject* args, PyObject* kwargs) {
  static char* names[] = {"model",     "snapshot", "start",    "end", "group_by",
                          "customers", "threads",  "progress", NULL};
  ModuleState* state = PyModule_GetState(module);
  PyObject *model, *snapshot, *group_by, *customer_ids, *callback;
  long long start, end;
  kenko_period_options options = KENKO_PERIOD_OPTIONS_INIT;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!LLOOiO:retention", names, state->model_type,
                                   &model, state->snapshot_type, &snapshot, &start, &end, &group_by,
                                   &customer_ids, &options.threads, &callback)) {
    return NULL;
  }
  if (optional_text(group_by, "by", &options.group_by, &options.group_by_length) < 0) return NULL;
  options.from = start;
  options.to = end;
  return ask_of_period(state, model, NULL, snapshot, &options, customer_ids, callback);
}
