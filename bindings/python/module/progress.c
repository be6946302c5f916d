#include "module.h"

void progress_begin(Progress* progress, PyObject* callback) {
  progress->callback = callback == Py_None ? NULL : callback;
  progress->thread = PyEval_SaveThread();
}

void progress_end(Progress* progress) { PyEval_RestoreThread(progress->thread); }

/* Not 0 stops the call. An exception stays set meanwhile, and the call's caller finds it. */
static int32_t report(Progress* progress, PyObject* argument) {
  if (argument == NULL || PyErr_CheckSignals() < 0) {
    Py_XDECREF(argument);
    return 1;
  }
  int32_t stop = 0;
  if (progress->callback != NULL) {
    PyObject* answer = PyObject_CallFunctionObjArgs(progress->callback, argument, NULL);
    stop = answer == NULL || answer == Py_False;
    Py_XDECREF(answer);
  }
  Py_DECREF(argument);
  return stop;
}

int32_t on_share_done(double done, void* user_data) {
  Progress* progress = user_data;
  PyEval_RestoreThread(progress->thread);
  int32_t stop = report(progress, PyFloat_FromDouble(done));
  progress->thread = PyEval_SaveThread();
  return stop;
}

int32_t on_rows(int64_t rows, void* user_data) {
  Progress* progress = user_data;
  PyEval_RestoreThread(progress->thread);
  int32_t stop = report(progress, PyLong_FromLongLong(rows));
  progress->thread = PyEval_SaveThread();
  return stop;
}
