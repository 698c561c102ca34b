package io.godwit.worker.settle;

import io.godwit.common.model.Outcome;
import io.godwit.common.wire.WorkRecord;
import java.util.Optional;

/**
 * A record that has ended.
 *
 * @param work as it came
 * @param end what became of it
 * @param rejectedBy the step that rejected it; empty where none has
 * @param rows how many rows it was to become
 */
record Item(WorkRecord work, Outcome end, Optional<String> rejectedBy, int rows) {}
