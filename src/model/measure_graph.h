// How measures depend on each other, and at which clocks each is needed.
#ifndef KENKO_MODEL_MEASURE_GRAPH_H_
#define KENKO_MODEL_MEASURE_GRAPH_H_

#include "model/parse_context.h"

namespace kenko {

// Fills measure_order. Tells of circles and then returns false.
// REQUIRES: all measures, those without names too, are read.
bool OrderMeasures(ParseContext* context);

// Fills clocks and trend_clock, or tells that there are more than MODEL.md 4 allows.
// REQUIRES: OrderMeasures returned true; the trend is read.
void CollectClocks(ParseContext* context);

}  // namespace kenko

#endif  // KENKO_MODEL_MEASURE_GRAPH_H_
