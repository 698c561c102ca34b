package io.godwit.worker.settle;

import io.godwit.common.model.Outcome;
import io.godwit.common.wire.WorkRecord;

/**
 * A record that has ended.
 *
 * @param work as it came
 * @param end what became of it
 */
record Item(WorkRecord work, Outcome end) {}
