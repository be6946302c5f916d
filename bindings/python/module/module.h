/* kenko._kenko: the thin layer between CPython and kenko.h. It speaks in plain Python values
 * (microseconds, lists, tuples); the classes that people see are the Python files on top. */
#ifndef KENKO_PYTHON_MODULE_H_
#define KENKO_PYTHON_MODULE_H_

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "kenko.h"

typedef struct ModuleState {
  PyTypeObject* model_type;
  PyTypeObject* portfolio_type;
  PyTypeObject* snapshot_type;
  PyTypeObject* result_type;
  PyTypeObject* evaluator_type;
  PyObject* make_error; /* kenko._errors.make_error */
} ModuleState;

/* The state of the module that a type of ours belongs to. */
ModuleState* state_of(PyObject* self);

/* error.c: make the Python exception of a failed call. `error` is freed. */
PyObject* new_error(ModuleState* state, kenko_error* error);
/* Raises it, and returns null for the caller to return. */
PyObject* raise_error(ModuleState* state, kenko_error* error);

/* text.c */
PyObject* text_of(const char* data, size_t length);
/* UTF-8 of a str; borrowed from it. -1 with an exception if `object` is not one. */
int text_from(PyObject* object, const char* what, const char** data, size_t* length);

/* Ids or names on their way into C: an array whose texts are borrowed from `owner`. */
typedef struct TextArray {
  PyObject* owner;
  kenko_text* items;
  size_t count;
} TextArray;
int text_array_from(PyObject* sequence, const char* what, TextArray* out);
void text_array_free(TextArray* array);

/* customers.c: the ids that a question is about: all integers, or all texts. */
typedef struct Customers {
  int32_t type; /* KENKO_ID_… */
  size_t count;
  int64_t* integers;
  TextArray texts;
} Customers;
int customers_from(PyObject* object, Customers* out); /* None: all */
void customers_free(Customers* customers);
/* The integers of a tuple, to be freed by PyMem_Free, after a failure too. */
int integers_from(PyObject* tuple, int64_t** integers, size_t* count);

/* evaluate.c: *has is 0 where it is None. -1 with an exception. */
int optional_instant(PyObject* object, int64_t* instant, int32_t* has);

/* arrow_in.c: moves what `source` offers by the PyCapsule interface into *out. */
int take_stream(PyObject* source, struct ArrowArrayStream* out);
/* batch_stream.c: a stream of one batch; both structs are moved from. */
int stream_of_batch(struct ArrowSchema* schema, struct ArrowArray* array,
                    struct ArrowArrayStream* out);

/* A long call's way back into Python: signals (Ctrl-C) and the caller's callback. */
typedef struct Progress {
  PyObject* callback; /* null or None: none */
  PyThreadState* thread;
} Progress;
/* Call with the GIL held by no one, between progress_begin and progress_end. */
int32_t on_share_done(double done, void* progress);
int32_t on_rows(int64_t rows, void* progress);
void progress_begin(Progress* progress, PyObject* callback); /* releases the GIL */
void progress_end(Progress* progress);                       /* takes it again */

/* Objects of our types. */
typedef struct ModelObject {
  PyObject_HEAD kenko_model* model;
} ModelObject;
typedef struct SnapshotObject {
  PyObject_HEAD kenko_snapshot* snapshot;
} SnapshotObject;

PyObject* result_new(ModuleState* state, kenko_result* result); /* takes `result` */

/* record.c: the fields of one record. */
typedef struct FieldArray {
  PyObject* owner;
  kenko_field* items;
  size_t count;
} FieldArray;
int field_array_from(PyObject* sequence, FieldArray* out);
void field_array_free(FieldArray* array);

extern PyType_Spec model_spec, portfolio_spec, snapshot_spec, result_spec, evaluator_spec;

/* Functions of the module. */
PyObject* module_parse(PyObject* module, PyObject* args);
PyObject* module_evaluate(PyObject* module, PyObject* args, PyObject* kwargs);
PyObject* module_series(PyObject* module, PyObject* args, PyObject* kwargs);
PyObject* module_changes(PyObject* module, PyObject* args, PyObject* kwargs);
PyObject* module_retention(PyObject* module, PyObject* args, PyObject* kwargs);
PyObject* module_evaluator(PyObject* module, PyObject* args);
PyObject* module_read_table(PyObject* module, PyObject* args);
PyObject* module_table_shape(PyObject* module, PyObject* args);
PyObject* module_write_csv(PyObject* module, PyObject* args);

#endif /* KENKO_PYTHON_MODULE_H_ */
