#include "module.h"

typedef struct PortfolioObject {
  PyObject_HEAD kenko_portfolio* portfolio;
  /* kenko lets one thread at a time use a portfolio, and the GIL is released during calls. */
  PyThread_type_lock lock;
  unsigned long owner; /* the thread that holds the lock; 0: none */
} PortfolioObject;

static int enter(PortfolioObject* self) {
  if (self->owner == PyThread_get_thread_ident()) {
    PyErr_SetString(PyExc_RuntimeError,
                    "the portfolio is in use: a progress callback or a table that is being read "
                    "must not use it");
    return -1;
  }
  if (PyThread_acquire_lock(self->lock, NOWAIT_LOCK) != PY_LOCK_ACQUIRED) {
    Py_BEGIN_ALLOW_THREADS;
    PyThread_acquire_lock(self->lock, WAIT_LOCK);
    Py_END_ALLOW_THREADS;
  }
  self->owner = PyThread_get_thread_ident();
  return 0;
}

static void leave(PortfolioObject* self) {
  self->owner = 0;
  PyThread_release_lock(self->lock);
}

static void dealloc(PyObject* object) {
  PortfolioObject* self = (PortfolioObject*)object;
  PyTypeObject* type = Py_TYPE(object);
  kenko_portfolio_free(self->portfolio);
  if (self->lock != NULL) PyThread_free_lock(self->lock);
  PyObject_Free(object);
  Py_DECREF(type);
}

static PyObject* new_portfolio(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  static char* names[] = {NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, ":Portfolio", names)) return NULL;
  PortfolioObject* self = (PortfolioObject*)PyType_GenericAlloc(type, 0);
  if (self == NULL) return NULL;
  self->lock = PyThread_allocate_lock();
  kenko_error* error = NULL;
  if (self->lock == NULL) {
    PyErr_NoMemory();
  } else if (kenko_portfolio_create(&self->portfolio, &error) != KENKO_OK) {
    raise_error(state_of((PyObject*)self), error);
  } else {
    return (PyObject*)self;
  }
  Py_DECREF(self);
  return NULL;
}

static PyObject* report_tuple(const kenko_load_report* report) {
  PyObject* rows = PyList_New(0);
  size_t count = kenko_load_report_bad_row_count(report);
  for (size_t i = 0; rows != NULL && i < count; ++i) {
    size_t column_length = 0, message_length = 0;
    const char* column = kenko_load_report_bad_row_column(report, i, &column_length);
    const char* message = kenko_load_report_bad_row_message(report, i, &message_length);
    PyObject* row = Py_BuildValue("LNN", (long long)kenko_load_report_bad_row(report, i),
                                  text_of(column, column_length), text_of(message, message_length));
    if (row == NULL || PyList_Append(rows, row) < 0) Py_CLEAR(rows);
    Py_XDECREF(row);
  }
  return Py_BuildValue("LLN", (long long)kenko_load_report_rows_loaded(report),
                       (long long)kenko_load_report_rows_set_aside(report), rows);
}

/* load(table, source, id_column, valid_from_column, set_aside, progress, threads) */
static PyObject* load(PyObject* object, PyObject* args) {
  PortfolioObject* self = (PortfolioObject*)object;
  kenko_load_options options = KENKO_LOAD_OPTIONS_INIT;
  int table, set_aside;
  const char *id_column, *valid_from_column;
  Py_ssize_t id_length, valid_from_length;
  PyObject *source, *callback;
  if (!PyArg_ParseTuple(args, "iOz#z#pOi:load", &table, &source, &id_column, &id_length,
                        &valid_from_column, &valid_from_length, &set_aside, &callback,
                        &options.threads)) {
    return NULL;
  }
  Progress progress;
  options.id_column = id_column;
  options.id_column_length = (size_t)id_length;
  options.valid_from_column = valid_from_column;
  options.valid_from_column_length = (size_t)valid_from_length;
  options.set_aside = set_aside;
  options.progress = on_rows;
  options.user_data = &progress;

  struct ArrowArrayStream stream;
  if (take_stream(source, &stream) < 0) return NULL;
  if (enter(self) < 0) {
    stream.release(&stream);
    return NULL;
  }
  kenko_load_report* report = NULL;
  kenko_error* error = NULL;
  progress_begin(&progress, callback);
  kenko_status status =
      kenko_portfolio_load(self->portfolio, table, &stream, &options, &report, &error);
  progress_end(&progress);
  leave(self);

  PyObject* tuple = NULL;
  if (PyErr_Occurred()) {
    kenko_error_free(error); /* a signal or the callback raised something */
  } else if (status != KENKO_OK) {
    raise_error(state_of(object), error);
  } else {
    tuple = report_tuple(report);
  }
  kenko_load_report_free(report);
  return tuple;
}

/* record(table, fields, id_column, valid_from_column), fields being (name, type, value) */
static PyObject* record(PyObject* object, PyObject* args) {
  PortfolioObject* self = (PortfolioObject*)object;
  kenko_load_options options = KENKO_LOAD_OPTIONS_INIT;
  int table;
  const char *id_column, *valid_from_column;
  Py_ssize_t id_length, valid_from_length;
  PyObject* sequence;
  if (!PyArg_ParseTuple(args, "iOz#z#:record", &table, &sequence, &id_column, &id_length,
                        &valid_from_column, &valid_from_length)) {
    return NULL;
  }
  options.id_column = id_column;
  options.id_column_length = (size_t)id_length;
  options.valid_from_column = valid_from_column;
  options.valid_from_column_length = (size_t)valid_from_length;
  FieldArray fields;
  if (field_array_from(sequence, &fields) < 0) return NULL;
  if (enter(self) < 0) {
    field_array_free(&fields);
    return NULL;
  }
  /* Too short a call for releasing the GIL. */
  kenko_error* error = NULL;
  kenko_status status =
      kenko_portfolio_record(self->portfolio, table, fields.items, fields.count, &options, &error);
  leave(self);
  field_array_free(&fields);
  if (status != KENKO_OK) return raise_error(state_of(object), error);
  Py_RETURN_NONE;
}

static PyObject* snapshot(PyObject* object, PyObject* Py_UNUSED(args)) {
  PortfolioObject* self = (PortfolioObject*)object;
  ModuleState* state = state_of(object);
  SnapshotObject* taken = (SnapshotObject*)PyType_GenericAlloc(state->snapshot_type, 0);
  if (taken == NULL || enter(self) < 0) {
    Py_XDECREF(taken);
    return NULL;
  }
  kenko_error* error = NULL;
  kenko_status status = kenko_snapshot_take(self->portfolio, &taken->snapshot, &error);
  leave(self);
  if (status == KENKO_OK) return (PyObject*)taken;
  Py_DECREF(taken);
  return raise_error(state, error);
}

static PyMethodDef methods[] = {{"load", load, METH_VARARGS, NULL},
                                {"record", record, METH_VARARGS, NULL},
                                {"snapshot", snapshot, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};

static PyType_Slot slots[] = {
    {Py_tp_new, new_portfolio}, {Py_tp_dealloc, dealloc}, {Py_tp_methods, methods}, {0, NULL}};

PyType_Spec portfolio_spec = {
    .name = "kenko._kenko.Portfolio",
    .basicsize = sizeof(PortfolioObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
