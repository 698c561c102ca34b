/**
 * What is known of an expression's parts before any record: the kinds of value that each can have,
 * where the source and the steps before it say so surely. An expression that can have a value for
 * no record at all is refused when the job is planned, instead of once a record.
 */
@NullMarked
package io.godwit.worker.step.kinds;

import org.jspecify.annotations.NullMarked;
