#include <math.h>

#include "module.h"

typedef struct EvaluatorObject {
  PyObject_HEAD kenko_evaluator* evaluator;
} EvaluatorObject;

PyObject* module_evaluator(PyObject* module, PyObject* args) {
  ModuleState* state = PyModule_GetState(module);
  PyObject* model;
  if (!PyArg_ParseTuple(args, "O!:evaluator", state->model_type, &model)) return NULL;
  kenko_evaluator* evaluator = NULL;
  kenko_error* error = NULL;
  if (kenko_evaluator_create(((ModelObject*)model)->model, &evaluator, &error) != KENKO_OK) {
    return raise_error(state, error);
  }
  PyObject* object = PyType_GenericAlloc(state->evaluator_type, 0);
  if (object == NULL) {
    kenko_evaluator_free(evaluator);
    return NULL;
  }
  ((EvaluatorObject*)object)->evaluator = evaluator;
  return object;
}

static int customer_from(PyObject* id, kenko_assess_options* options) {
  if (PyUnicode_Check(id)) {
    options->customer_id_type = KENKO_ID_TEXT;
    return text_from(id, "a customer id", &options->customer_id_text,
                     &options->customer_id_text_length);
  }
  PyObject* number = PyNumber_Index(id);
  if (number == NULL) return -1;
  options->customer_id_type = KENKO_ID_INTEGER;
  options->customer_id = PyLong_AsLongLong(number);
  Py_DECREF(number);
  return options->customer_id == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject* none(void) {
  Py_INCREF(Py_None);
  return Py_None;
}
static PyObject* number_or_none(double number) {
  return isnan(number) ? none() : PyFloat_FromDouble(number);
}
static PyObject* count_or_none(int64_t count) {
  return count < 0 ? none() : PyLong_FromLongLong(count);
}
static PyObject* flag_or_none(int32_t flag) { return flag < 0 ? none() : PyBool_FromLong(flag); }
static PyObject* instant_or_none(int64_t instant) {
  return instant == INT64_MIN ? none() : PyLong_FromLongLong(instant);
}
static PyObject* name_or_none(kenko_text name) {
  return name.data == NULL ? none() : text_of(name.data, name.length);
}
static PyObject* names(const kenko_text* items, size_t count) {
  PyObject* tuple = PyTuple_New((Py_ssize_t)count);
  for (size_t i = 0; tuple != NULL && i < count; ++i) {
    PyObject* name = text_of(items[i].data, items[i].length);
    if (name == NULL || PyTuple_SetItem(tuple, (Py_ssize_t)i, name) < 0) Py_CLEAR(tuple);
  }
  return tuple;
}

/* In the order of kenko.CustomerSummary. */
static PyObject* summary_tuple(const kenko_customer_summary* summary) {
  return Py_BuildValue(
      "NNNNNNNNNNNNNNNNNNNNNNNNNNNN", PyBool_FromLong(summary->exists),
      number_or_none(summary->score), name_or_none(summary->band), name_or_none(summary->raw_band),
      name_or_none(summary->band_reason), instant_or_none(summary->band_since),
      number_or_none(summary->days_in_band), name_or_none(summary->previous_band),
      name_or_none(summary->scorecard), number_or_none(summary->coverage),
      number_or_none(summary->worst), number_or_none(summary->best), number_or_none(summary->trend),
      name_or_none(summary->direction), name_or_none(summary->tier),
      name_or_none(summary->tier_reason), name_or_none(summary->onboarding_plan),
      name_or_none(summary->onboarding_status), number_or_none(summary->onboarding_progress),
      count_or_none(summary->onboarding_late), number_or_none(summary->onboarding_stalled_days),
      number_or_none(summary->time_to_value_days), name_or_none(summary->next_milestone),
      number_or_none(summary->attainment), flag_or_none(summary->attained),
      number_or_none(summary->priority), names(summary->reasons, summary->reason_count),
      names(summary->plays, summary->play_count));
}

/* The GIL is held all the while: the call takes less time than giving it up and getting it back,
 * and it lets one thread at a time use the evaluator. */
static PyObject* assess(PyObject* self, PyObject* args) {
  ModuleState* state = state_of(self);
  PyObject *snapshot, *customer, *known;
  long long as_of;
  kenko_assess_options options = KENKO_ASSESS_OPTIONS_INIT;
  if (!PyArg_ParseTuple(args, "O!OLO:assess", state->snapshot_type, &snapshot, &customer, &as_of,
                        &known)) {
    return NULL;
  }
  options.as_of = as_of;
  if (optional_instant(known, &options.known, &options.has_known) < 0) return NULL;
  if (customer_from(customer, &options) < 0) return NULL;
  kenko_customer_summary summary = KENKO_CUSTOMER_SUMMARY_INIT;
  kenko_error* error = NULL;
  if (kenko_evaluator_assess(((EvaluatorObject*)self)->evaluator,
                             ((SnapshotObject*)snapshot)->snapshot, &options, &summary,
                             &error) != KENKO_OK) {
    return raise_error(state, error);
  }
  return summary_tuple(&summary);
}

static void dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  kenko_evaluator_free(((EvaluatorObject*)self)->evaluator);
  PyObject_Free(self);
  Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"assess", assess, METH_VARARGS, "assess(snapshot, customer, as_of, known) -> tuple"},
    {NULL, NULL, 0, NULL}};

static PyType_Slot slots[] = {{Py_tp_dealloc, dealloc}, {Py_tp_methods, methods}, {0, NULL}};

PyType_Spec evaluator_spec = {
    .name = "kenko._kenko.Evaluator",
    .basicsize = sizeof(EvaluatorObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
