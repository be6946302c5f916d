#include "module.h"

/* The ids that an evaluation is asked for: all integers, or all texts. */
typedef struct Customers {
  int32_t type; /* KENKO_ID_… */
  size_t count;
  int64_t* integers;
  TextArray texts;
} Customers;

static void customers_free(Customers* customers) {
  PyMem_Free(customers->integers);
  text_array_free(&customers->texts);
}

static int integer_ids_from(PyObject* tuple, Customers* out) {
  Py_ssize_t count = PyTuple_Size(tuple);
  out->integers = PyMem_Calloc((size_t)count + 1, sizeof *out->integers);
  if (out->integers == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* number = PyNumber_Index(PyTuple_GetItem(tuple, i));
    if (number == NULL) return -1;
    out->integers[i] = PyLong_AsLongLong(number);
    Py_DECREF(number);
    if (out->integers[i] == -1 && PyErr_Occurred()) return -1;
  }
  out->type = KENKO_ID_INTEGER;
  out->count = (size_t)count;
  return 0;
}

static int customers_from(PyObject* object, Customers* out) {
  memset(out, 0, sizeof *out);
  if (object == Py_None) return 0;
  PyObject* tuple = PySequence_Tuple(object);
  if (tuple == NULL) return -1;
  int status;
  if (PyTuple_Size(tuple) > 0 && !PyUnicode_Check(PyTuple_GetItem(tuple, 0))) {
    status = integer_ids_from(tuple, out);
  } else {
    status = text_array_from(tuple, "a customer id among texts", &out->texts);
    out->type = KENKO_ID_TEXT;
    out->count = out->texts.count;
  }
  Py_DECREF(tuple);
  if (status < 0) customers_free(out);
  return status;
}

/* 0 where it is None. */
static int optional_instant(PyObject* object, int64_t* instant, int32_t* has) {
  *has = object != Py_None;
  if (*has) *instant = PyLong_AsLongLong(object);
  return *has && *instant == -1 && PyErr_Occurred() ? -1 : 0;
}

PyObject* module_evaluate(PyObject* module, PyObject* args, PyObject* kwargs) {
  static char* names[] = {"model",     "snapshot", "as_of",    "known", "tables",
                          "customers", "threads",  "progress", NULL};
  ModuleState* state = PyModule_GetState(module);
  PyObject *model, *snapshot, *known, *table_names, *customer_ids, *callback;
  long long as_of;
  int threads;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!LOOOiO:evaluate", names, state->model_type,
                                   &model, state->snapshot_type, &snapshot, &as_of, &known,
                                   &table_names, &customer_ids, &threads, &callback)) {
    return NULL;
  }
  kenko_evaluate_options options = KENKO_EVALUATE_OPTIONS_INIT;
  options.as_of = as_of;
  options.threads = threads;
  if (optional_instant(known, &options.known, &options.has_known) < 0) return NULL;
  TextArray tables;
  if (text_array_from(table_names, "a table's name", &tables) < 0) return NULL;
  Customers customers;
  if (customers_from(customer_ids, &customers) < 0) {
    text_array_free(&tables);
    return NULL;
  }
  options.tables = tables.items;
  options.table_count = tables.count;
  options.customer_id_type = customers.type;
  options.customer_ids = customers.integers;
  options.customer_id_texts = customers.texts.items;
  options.customer_count = customers.count;

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
  customers_free(&customers);

  if (PyErr_Occurred()) { /* a signal or the callback raised something */
    kenko_error_free(error);
    kenko_result_free(result);
    return NULL;
  }
  if (status != KENKO_OK) return raise_error(state, error);
  return result_new(state, result);
}
