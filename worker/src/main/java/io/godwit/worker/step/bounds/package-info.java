/**
 * What an expression may make, and what a record may have after a step.
 *
 * <p>A few bytes of an expression can ask for gigabytes: one record would then end worker after
 * worker, and with it the job. So a value is refused before its memory is taken. The bounds are
 * numbers of this package and never the state of the heap: a record that is tried again gets the
 * same verdict, on every machine.
 */
@NullMarked
package io.godwit.worker.step.bounds;

import org.jspecify.annotations.NullMarked;
