#include "module.h"

static void dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  kenko_snapshot_free(((SnapshotObject*)self)->snapshot);
  PyObject_Free(self);
  Py_DECREF(type);
}

static PyType_Slot slots[] = {{Py_tp_dealloc, dealloc}, {0, NULL}};

PyType_Spec snapshot_spec = {
    .name = "kenko._kenko.Snapshot",
    .basicsize = sizeof(SnapshotObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};
