/**
 * What a worker measures: {@link io.godwit.worker.measure.WorkerMeters} has a method for each event
 * of a worker's life, and knows which metrics it moves.
 */
@NullMarked
package io.godwit.worker.measure;

import org.jspecify.annotations.NullMarked;
